//! Files made to do harm, each with words of its refusal.

use super::{text, workbook, xlsx, zipped};

pub const HEADINGS: &str = "code,name,direction,value,period";
pub const ROW: &str = "A1,One,higher,5,2022/23";

/// The cells of a small table, and more rows.
pub fn sheet(more: &str) -> String {
    let row = |number: usize, cells: &str| {
        let cells: String = cells
            .split(',')
            .zip(["A", "B", "C", "D", "E"])
            .map(|(cell, column)| text(&format!("{column}{number}"), cell))
            .collect();
        format!(r#"<row r="{number}">{cells}</row>"#)
    };
    format!("{}{}{more}", row(1, HEADINGS), row(2, ROW))
}

/// A workbook of less than 2 MB that unpacks to more memory than its reader may have.
pub fn bomb() -> Vec<u8> {
    let long = "A".repeat(280 << 20);
    let strings = format!("<sst><si><t>{long}</t></si></sst>");
    drop(long);
    let bomb = workbook("", &strings);
    assert!(bomb.len() < 2 << 20, "{} bytes", bomb.len());
    bomb
}

/// Files that are refused, by name, with words of their refusal.
pub fn refused() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let far = format!(r#"<row r="3">{}</row>"#, text("XFD3", "far"));
    let long = format!("{HEADINGS}\n{ROW},{}\n", "x".repeat(10_000_000));
    let open = format!(
        "{HEADINGS}\n\"{ROW}\n{}",
        "A2,Two,higher,5,2022/23\n".repeat(10_000)
    );
    let nul = format!("{HEADINGS}\nA1,O\0ne,higher,5,2022/23\n");
    let wide = format!("{HEADINGS}\n{}\n", ",".repeat(2_000));
    let rows = format!("{HEADINGS}\n{}", "a,b,c,1,2022/23\n".repeat(200_001));
    vec![
        ("bomb.xlsx", bomb(), "more than 256 MB of memory"),
        ("far.xlsx", xlsx(&sheet(&far)), "column 1,000"),
        ("long.csv", long.into(), "32,767"),
        ("open.csv", open.into(), "32,767"),
        ("nul.csv", nul.into(), "no text"),
        ("wide.csv", wide.into(), "1,000"),
        ("rows.csv", rows.into(), "200,000"),
        ("not.xlsx", "this is no workbook".into(), "cannot be read"),
        ("not.ods", zipped(&[("a", "b")]), "cannot be read"),
    ]
}
