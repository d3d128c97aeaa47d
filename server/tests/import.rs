//! `throughline import` (design/import.md) on files made here: every kind, every format, taken and taken back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod desk;

use desk::{Desk, text, xlsx, zipped};
use serde_json::json;

const MAP: &str = r#"
[table]
missing = ["tbc"]
create = ["service"]
[columns]
code = "ID"
name = "Indicator"
service = "Agency"
direction = "Desired Direction"
unit = "Unit"
target = "Target FY2023"
[direction]
higher = ["Up"]
lower = ["Down"]
contextual = ["NA"]
[periods]
"FY2022" = "2021/22"
"FY2023" = "2022/23"
[rows."HS04"]
direction = "lower"
target = ""
[defaults]
source = "lpi"
tolerance = { relative = "0" }
"#;

const TABLE: &str = "\u{feff}Indicators of the year,,,,,,,
\"in two lines,
and a comma\",,,,,,,
,,,,,,,
ID\u{a0},Indicator1,Agency,Desired  Direction,Unit,Target FY2023,FY2022,FY2023
HS01,Homes let in time,Homes,Up,%,\"95%\",94.2,96
HS02,Days to let a home,Homes,Down,days,17,19.5,18.1
HS03,Calls taken,Customers,NA,number,,\"1,200\",tbc
HS04,Complaints,Customers,,number,0,12,9
HS05,Rent collected,Homes,Up,%,TBD,99,100.4
,,,,,,,
Source: our own records,,,,,,,
";

fn wanted() -> serde_json::Value {
    json!({"rows": 5, "accepted": 4, "changed": {"indicators": 4, "services": 2, "targets": 2, "measurements": 7}})
}

fn told(answer: &desk::Answer) -> serde_json::Value {
    let json = answer.json();
    json!({"rows": json["rows"], "accepted": json["accepted"], "changed": json["changed"]})
}

#[test]
fn a_dirty_table_is_read_and_every_row_has_its_fate() {
    let desk = Desk::new();
    let file = desk.file("figures.csv", TABLE);
    let dry = desk.import(&file, "indicators", MAP, &["--dry-run"]);
    assert_eq!((dry.code, told(&dry)), (0, wanted()), "{dry:?}");
    assert_eq!(dry.json()["import"], json!(null));
    // The row of “TBD” is refused, counted as a spreadsheet counts; the spelling of nothing else matters.
    assert_eq!(dry.problems(), "not_0_to_100 1, not_a_number 1");
    assert_eq!(
        dry.json()["problems"][0],
        json!({
            "row": 9, "column": "target", "value": "TBD", "code": "not_a_number", "severity": "error",
            "message": "This is not a number. Correct it, or name it under missing in the map if it stands for nothing."
        })
    );
    let taken = desk.import(&file, "indicators", MAP, &[]);
    assert_eq!((taken.code, told(&taken)), (0, wanted()), "{taken:?}");
    let value = desk.value("HS02", "2022/23");
    assert_eq!(
        value,
        json!({
            "indicator": "HS02", "period": "2022/23", "value": "18.1000", "numerator": null, "denominator": null,
            "target": "17.0000", "rag": "red", "score": "0.0000", "status": "submitted"
        })
    );
    let groups = desk.report(&["rag", "--by", "service", "--period", "2022/23"]);
    assert_eq!(
        groups,
        [
            json!({"group": "Customers", "green": 0, "amber": 0, "red": 0, "no_target": 2, "no_data": 0, "total": 2, "on_target_percent": null}),
            json!({"group": "Homes", "green": 1, "amber": 0, "red": 1, "no_target": 0, "no_data": 0, "total": 2, "on_target_percent": "50.0000"}),
        ]
    );
}

#[test]
fn what_is_there_is_updated_and_told_and_an_import_is_taken_back() {
    let desk = Desk::new();
    let file = desk.file("figures.csv", TABLE);
    desk.import(&file, "indicators", MAP, &[]);
    let again = desk.import(&file, "indicators", MAP, &[]);
    for kind in ["indicators", "targets", "measurements"] {
        assert_eq!(again.changed(kind), 0, "the same file again: {again:?}");
    }
    let file = desk.file(
        "figures.csv",
        TABLE
            .replace("Days to let a home", "Days to re-let a home")
            .replace("18.1", "18.4"),
    );
    let other = desk.import(&file, "indicators", MAP, &[]);
    assert_eq!(
        (other.changed("indicators"), other.changed("measurements")),
        (1, 1)
    );
    assert_eq!(
        other.json()["differences"],
        json!([
            {"row": 6, "code": "HS02", "field": "name", "from": "Days to let a home", "to": "Days to re-let a home"},
            {"row": 6, "code": "HS02", "field": "value", "from": "18.1 for 2022/23", "to": "18.4"},
        ])
    );
    assert_eq!(desk.value("HS02", "2022/23")["value"], "18.4000");
    let id = other.json()["import"].as_str().unwrap().to_owned();
    let undone = desk.run(&["import", "--undo", &id]);
    assert_eq!(undone.code, 0, "{undone:?}");
    assert_eq!(desk.value("HS02", "2022/23")["value"], "18.1000");
    let twice = desk.run(&["import", "--undo", &id]);
    assert_eq!(twice.code, 1);
    assert!(twice.err.contains("already"), "{twice:?}");
}

#[test]
fn what_was_worked_on_since_is_not_taken_back() {
    let desk = Desk::new();
    let file = desk.file("figures.csv", TABLE);
    let first = desk.import(&file, "indicators", MAP, &[]);
    let file = desk.file("figures.csv", TABLE.replace("18.1", "18.4"));
    desk.import(&file, "indicators", MAP, &[]);
    let id = first.json()["import"].as_str().unwrap().to_owned();
    let undone = desk.run(&["import", "--undo", &id]);
    assert_eq!(undone.code, 1, "{undone:?}");
    assert_eq!(desk.value("HS02", "2022/23")["value"], "18.4000");
}

#[test]
fn rows_of_one_figure_each_are_ratios_where_they_can_be() {
    let desk = Desk::new();
    let file = desk.file(
        "long.tsv",
        "code\tname\tdirection\tunit\tnumerator\tdenominator\tvalue\tperiod\n\
         A1\tOne\thigher\t%\t27\t30\t90\t2022/23 Q1\n\
         A1\tOne\thigher\t%\t45\t60\t77\t2022/23 Q2\n\
         A1\tOne\thigher\t%\t0\t0\t0\t2022/23 Q3\n\
         A1\tOne\thigher\t%\t1\t2\t\t2022/23 Q1\n\
         a1\tOne\thigher\t%\t1\t2\t\t2022/23 Q4\n\
         B1\tTwo\thigher\t%\t\t\t101\t2022/23 Q1\n\
         B1\tTwo\thigher\t%\t\t\t5,670 (4.2%)\t2022/23 Q2\n\
         B1\tTwo\thigher\t%\t\t\t50\tsoon\n",
    );
    let map = "[defaults]\nfrequency = \"quarterly\"\n";
    let answer = desk.import(&file, "indicators", map, &[]);
    assert_eq!(
        answer.problems(),
        "code_differs_in_case 1, duplicate_figure 1, no_cases 1, no_period 1, not_0_to_100 1, not_a_number 1, value_differs 1"
    );
    assert_eq!(answer.json()["accepted"], 4);
    let figure = desk.value("A1", "2022/23 Q2");
    assert_eq!(
        (
            &figure["value"],
            &figure["numerator"],
            &figure["denominator"]
        ),
        (&json!("75.0000"), &json!("45"), &json!("60"))
    );
    assert_eq!(
        desk.value("A1", "2022/23 Q3")["value"],
        json!(null),
        "0 of 0 is no data"
    );
    assert_eq!(
        desk.value("A1", "2022/23")["value"],
        json!(null),
        "a year with two of its quarters"
    );
    let more = desk.file("more.csv", "code,period,numerator,denominator\nA1,2022/23 Q3,8,10\nA1,2022/23 Q4,0,20\nC1,2022/23 Q1,1,2\n");
    let answer = desk.import(&more, "measurements", "", &[]);
    assert_eq!(answer.problems(), "unknown_indicator 1");
    // 80 of 120, and not the mean of four percentages.
    assert_eq!(desk.value("A1", "2022/23")["value"], "66.6667");
}

#[test]
fn targets_in_words_and_fractions_are_read_where_they_are_plain() {
    let desk = Desk::new();
    let file = desk.file(
        "targets.csv",
        "code,name,unit,target,value\n\
         A,One,%,at or above 84%,0.853\n\
         B,Two,hours,less than 12 hours,0.11\n\
         C,Three,%,0.0598,0.06\n\
         D,Four,%,No target,33%\n",
    );
    let map = "[defaults]\nperiod = \"2022/23\"\nscale = \"100\"\n[rows.C]\ndirection = \"lower\"\n[rows.B]\ntarget = \"\"\n";
    let answer = desk.import(&file, "indicators", map, &[]);
    assert_eq!(answer.problems(), "read_from_words 1", "{answer:?}");
    let told = |code: &str| {
        let value = desk.value(code, "2022/23");
        format!("{} {} {}", value["value"], value["target"], value["rag"])
    };
    assert_eq!(told("A"), "\"85.3000\" \"84.0000\" \"green\"");
    assert_eq!(told("C"), "\"6.0000\" \"5.9800\" \"amber\"");
    assert_eq!(told("D"), "\"33.0000\" null \"no_target\"");
}

#[test]
fn workbooks_of_both_kinds_read_as_the_text_file_does() {
    let rows = [
        ["A note above the table", "", "", "", ""],
        ["code", "name", "direction", "value", "period"],
        ["A1", "One", "higher", "0.30000000000000004", "2022/23"],
    ];
    let cells = |row: usize, column: usize| {
        let place = format!("{}{}", ["A", "B", "C", "D", "E"][column], row + 1);
        let cell = rows[row][column];
        if row == 2 && column == 3 {
            format!(r#"<c r="{place}"><f>0.1+0.2</f><v>{cell}</v></c>"#)
        } else {
            text(&place, cell)
        }
    };
    let sheet: String = (0..3)
        .map(|row| {
            let cells: String = (0..5).map(|column| cells(row, column)).collect();
            format!(r#"<row r="{}">{cells}</row>"#, row + 1)
        })
        .collect();
    let table: String = rows
        .iter()
        .map(|row| {
            let cells: String = row
                .iter()
                .map(|cell| match cell.parse::<f64>() {
                    Ok(number) => format!(r#"<table:table-cell office:value-type="float" office:value="{number}"/>"#),
                    Err(_) => format!(r#"<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>"#),
                })
                .collect();
            format!("<table:table-row>{cells}</table:table-row>")
        })
        .collect();
    let content = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Figures">{table}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let ods = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest/>"),
        ("content.xml", &content),
    ]);
    for (name, bytes) in [("book.xlsx", xlsx(&sheet)), ("book.ods", ods)] {
        let desk = Desk::new();
        let file = desk.file(name, bytes);
        let answer = desk.import(&file, "indicators", "", &["--sheet", "Figures"]);
        assert_eq!(
            (answer.code, answer.problems()),
            (0, String::new()),
            "{name}: {answer:?}"
        );
        assert_eq!(desk.value("A1", "2022/23")["value"], "0.3000", "{name}");
        let absent = desk.import(&file, "indicators", "", &["--sheet", "Other"]);
        assert_eq!(absent.code, 2);
        assert!(absent.err.contains("Figures"), "{absent:?}");
    }
}

#[test]
fn posts_that_hang_on_nothing_or_on_themselves_are_found() {
    let desk = Desk::new();
    let file = desk.file(
        "posts.csv",
        "post,title,reports_to,fte\n1,Head,XX,1\n2,Manager,1,1\n3,Officer,2,0.5\n3,Officer,2,0.5\n4,Alone,99,1\n5,Round,6,1\n6,And round,5,1\n7,Self,7,1\n,Clerks,2,3.5\n",
    );
    let answer = desk.import(&file, "posts", "", &[]);
    assert_eq!(
        answer.json()["posts"],
        json!({"roots": 2, "orphans": 1, "cycles": 3, "duplicates": 1, "fte": "10.5"})
    );
    assert_eq!(
        answer.problems(),
        "circle 2, duplicate_post 1, no_such_post 1, reports_to_itself 1, reports_to_nobody 1"
    );
    assert_eq!(
        (answer.json()["accepted"].clone(), answer.changed("posts")),
        (json!(6), 5)
    );
}

#[test]
fn posts_are_held_against_those_that_are_there_and_against_each_other() {
    let desk = Desk::new();
    let first = desk.file("first.csv", "post,title,reports_to\nA,Head,\nB,Deputy,A\n");
    assert_eq!(desk.import(&first, "posts", "", &[]).problems(), "");
    for (rows, problems, accepted) in [
        ("A,Head,B", "circle 1", 0),
        ("C,Clerk,Z", "no_such_post 1", 0),
        (
            "C,Clerk,Z\nD,Aide,C\nE,Aide,D",
            "no_such_post 1, post_above_refused 2",
            0,
        ),
        ("C,,A\nD,Aide,C", "no_title 1, post_above_refused 1", 0),
        ("c1,Clerk,A\nC1,Clerk,A", "code_differs_in_case 1", 1),
        ("N/A,Clerk,A\nN/A,Officer,A", "", 2),
        ("C,Clerk,A\nC,Officer,A", "duplicate_post_differs 1", 2),
        ("\u{200b}C,Clerk,\u{a0}A", "", 1),
    ] {
        let file = desk.file("more.csv", format!("post,title,reports_to\n{rows}\n"));
        let answer = desk.import(&file, "posts", "", &["--dry-run"]);
        assert_eq!(answer.problems(), problems, "{rows}");
        assert_eq!(answer.json()["accepted"], accepted, "{rows}");
    }
}

/// The number of the row that is refused, whatever ends the lines before it.
#[test]
fn rows_are_counted_as_a_spreadsheet_counts() {
    let desk = Desk::new();
    for (table, row) in [
        ("code,name\nA,One\n,Two\n", 3),
        ("code,name\r\nA,One\r\n,Two\r\n", 3),
        ("\n\nTitle\n\ncode,name\nA,One\n\n,Two\n", 8),
        (
            "\r\n\r\nTitle,\r\n\r\ncode,name\r\nA,One\r\n\r\n,Two\r\n",
            8,
        ),
        ("code,name\nA,\"One\nand more\"\n,Two\n", 3),
        ("code,name\rA,One\r,Two\r", 3),
    ] {
        let file = desk.file("lines.csv", table);
        let answer = desk.import(&file, "indicators", "", &["--dry-run"]);
        assert_eq!(answer.json()["problems"][0]["row"], row, "{table:?}");
        assert_eq!(answer.json()["accepted"], 1, "{table:?}");
    }
}

#[test]
fn what_a_row_says_of_its_indicator_is_kept_or_refused() {
    let desk = Desk::new();
    let long = "N".repeat(201);
    for (headings, row, problems) in [
        ("code,name", format!("A,{long}"), "not_a_definition 1"),
        ("code,name,decimals", "A,One,7".to_owned(), "not_a_number 1"),
        (
            "code,name,aggregation",
            "A,One,median".to_owned(),
            "unknown_aggregation 1",
        ),
        (
            "code,name,tolerance",
            "A,One,wide".to_owned(),
            "not_a_tolerance 1",
        ),
        (
            "code,name,value,period",
            "A,One,0 of 0,2022/23".to_owned(),
            "no_cases 1",
        ),
        (
            "code,name,numerator,denominator,period",
            "A,One,5,0,2022/23".to_owned(),
            "divided_by_nothing 1",
        ),
        (
            "code,name,numerator,denominator,period",
            "A,One,5,,2022/23".to_owned(),
            "half_a_ratio 1",
        ),
        (
            "code,name,value,period",
            "A,One,5,2022/23 Q1".to_owned(),
            "",
        ),
    ] {
        let file = desk.file("row.csv", format!("{headings}\n{row}\n"));
        let answer = desk.import(&file, "indicators", "", &["--dry-run"]);
        assert_eq!(answer.problems(), problems, "{row}");
    }
    let bogus = desk.file("row.csv", "code,name\nA,One\n");
    let answer = desk.import(&bogus, "indicators", "[rows.A]\nbogus = \"x\"\n", &[]);
    assert_eq!(answer.code, 2, "{answer:?}");
}

#[test]
fn a_tolerance_said_for_one_row_is_that_rows() {
    let desk = Desk::new();
    let file = desk.file(
        "figures.csv",
        "code,name,direction,tolerance,target,value,period\nA,One,higher,10%,100,91,2022/23\nB,Two,higher,5 points,100,94,2022/23\nC,Three,higher,,100,91,2022/23\n",
    );
    let map = "[rows.C]\ntolerance = \"zero\"\n";
    assert_eq!(desk.import(&file, "indicators", map, &[]).problems(), "");
    let rag = |code: &str| desk.value(code, "2022/23")["rag"].clone();
    assert_eq!(
        (rag("A"), rag("B"), rag("C")),
        (json!("amber"), json!("red"), json!("red"))
    );
}

/// Regulators write `[E]`, `[S]` and `[Z]` where they print no figure, programs `#REF!`, and people whatever they are used to.
#[test]
fn what_stands_for_nothing_is_no_figure_and_no_problem() {
    let desk = Desk::new();
    let marks = [
        "NA",
        "N/A",
        "n/a",
        "NULL",
        "#N/A",
        "#REF!",
        "[X]",
        "[Z]",
        "[E]",
        "[U]",
        "[S]",
        "[s]",
        "No target",
        "-",
        "–",
        "—",
        "",
        "\u{a0}",
    ];
    let rows: String = (1..)
        .zip(marks)
        .map(|(number, mark)| format!("M{number},Mark {number},higher,%,{mark},{mark},2022/23\n"))
        .collect();
    let file = desk.file(
        "marks.csv",
        format!("code,name,direction,unit,target,value,period\n{rows}"),
    );
    let answer = desk.import(&file, "indicators", "", &[]);
    assert_eq!(
        (answer.code, answer.problems()),
        (0, String::new()),
        "{answer:?}"
    );
    assert_eq!(
        answer.changed("indicators"),
        u64::try_from(marks.len()).unwrap()
    );
    for kind in ["targets", "measurements"] {
        assert_eq!(answer.changed(kind), 0, "{kind}: {answer:?}");
    }
    for (number, mark) in (1..).zip(marks) {
        let found = desk.value(&format!("M{number}"), "2022/23");
        assert_eq!(
            (&found["value"], &found["target"]),
            (&json!(null), &json!(null)),
            "“{mark}” is never 0"
        );
    }
}

#[test]
fn targets_that_change_from_year_to_year_are_each_years_own() {
    let desk = Desk::new();
    let table = "code,name,direction,target,value,period\n\
                 A,One,higher,85,90,2021/22\n\
                 A,One,higher,95,90,2022/23\n\
                 A,One,higher,,90,2023/24\n";
    let file = desk.file("years.csv", table);
    let answer = desk.import(&file, "indicators", "", &[]);
    assert_eq!(answer.problems(), "", "{answer:?}");
    assert_eq!(
        (answer.changed("indicators"), answer.changed("targets")),
        (1, 2),
        "{answer:?}"
    );
    let told = |year: &str| {
        let found = desk.value("A", year);
        format!("{} {}", found["target"], found["rag"])
    };
    assert_eq!(told("2021/22"), "\"85.0000\" \"green\"");
    assert_eq!(told("2022/23"), "\"95.0000\" \"amber\"");
    assert_eq!(told("2023/24"), "null \"no_target\"");
    // Another target for the first year leaves the second alone.
    let file = desk.file("years.csv", table.replace(",85,", ",86,"));
    let again = desk.import(&file, "indicators", "", &[]);
    assert_eq!(again.changed("targets"), 1, "{again:?}");
    assert_eq!(told("2021/22"), "\"86.0000\" \"green\"");
    assert_eq!(told("2022/23"), "\"95.0000\" \"amber\"");
}

#[test]
fn our_own_row_among_the_peers_counts_once() {
    let desk = Desk::new();
    let own = desk.file(
        "own.csv",
        "code,name,direction,value,period\nA,One,higher,5,2022/23\n",
    );
    assert_eq!(desk.import(&own, "indicators", "", &[]).problems(), "");
    let peers = desk.file(
        "peers.csv",
        "name,A,A_denominator\nB,1,9\nC,2,9\nD,3,9\nE,4,9\nUs,6,9\nF,7,9\nG,8,9\nH,9,9\nI,0,0\nJ,0 of 0,\n",
    );
    let map = |ours: &str| {
        format!(
            "[columns]\norganisation = \"name\"\n[defaults]\nperiod = \"2022/23\"\n{ours}[measures]\nA = \"A\"\n"
        )
    };
    for (ours, rank) in [("", 5), ("ours = \"us\"\n", 4)] {
        let answer = desk.import(&peers, "peers", &map(ours), &[]);
        assert_eq!(
            (answer.problems().as_str(), answer.changed("values")),
            ("no_cases 2", 9),
            "{answer:?}"
        );
        let found = desk
            .report(&["benchmark", "--indicator", "A", "--period", "2022/23"])
            .remove(0);
        assert_eq!((&found["rank"], &found["of"]), (&json!(rank), &json!(9)));
    }
    let answer = desk.import(&peers, "peers", &map("ours = \"Them\"\n"), &[]);
    assert_eq!(answer.code, 2, "{answer:?}");
}

#[test]
fn codes_tell_programs_how_it_ended() {
    let desk = Desk::new();
    let good = desk.file("good.csv", "code,name\nA,One\n");
    let map = "[columns]\ncode = \"Kode\"\n";
    for (file, what, map, code) in [
        (&good, "indicators", "", 0),
        (
            &desk.file("bad.csv", "code,name\n,One\n"),
            "indicators",
            "",
            3,
        ),
        (&good, "indicators", map, 2),
        (&good, "indicators", "[colums]\n", 2),
        (&desk.file("none.txt", "code"), "indicators", "", 2),
        (&desk.file("empty.csv", ""), "indicators", "", 2),
        (&good, "peers", "", 2),
    ] {
        let answer = desk.import(file, what, map, &[]);
        assert_eq!(answer.code, code, "{answer:?}");
    }
    assert_eq!(
        desk.run(&["import", "--undo", "01900000-0000-7000-8000-000000000000"])
            .code,
        1
    );
}
