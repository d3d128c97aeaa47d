//! Tables as a workbook in the format of Excel: numbers as numbers, words as words, no formulas.

use domain::spreadsheet::{Cell, Sheet, names};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// Writes a workbook with a sheet for each table, its headings in bold and always in sight.
///
/// # Errors
/// Where a table is larger than a spreadsheet can be.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let captions = sheets.iter().map(|sheet| sheet.caption.as_str());
    for (sheet, name) in sheets.iter().zip(names(captions)) {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(name)?;
        worksheet.set_freeze_panes(1, 0)?;
        for (row, cells) in (0_u32..).zip(&sheet.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                write(worksheet, (row, column), cell)?;
            }
        }
        worksheet.autofit();
    }
    workbook.save_to_buffer()
}

fn write(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    shown: &str,
) -> Result<(), XlsxError> {
    match Cell::read(shown) {
        Cell::Empty => {}
        Cell::Text(text) if row == 0 => {
            worksheet.write_string_with_format(row, column, text, &Format::new().set_bold())?;
        }
        Cell::Text(text) => {
            worksheet.write_string(row, column, text)?;
        }
        Cell::Number { value, format } => {
            // A spreadsheet knows no other numbers; what a page shows has fewer digits than they hold.
            let number = value.to_f64().unwrap_or_default();
            let format = Format::new().set_num_format(format);
            worksheet.write_number_with_format(row, column, number, &format)?;
        }
    }
    Ok(())
}
