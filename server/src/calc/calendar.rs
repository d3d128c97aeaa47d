//! `period` and `add_working_days`: the financial year and the days that people work (rules.md 4.12).

use domain::{
    calendar::{self, CalendarError, Date, FinancialYear, Grain},
    explain::{Step, explain_period, explain_working_days},
    working_day::add_working_days,
};
use serde::Serialize;

use super::{
    Function,
    fault::{Code, Fault},
    fields::Fields,
};

pub(super) struct Period {
    date: Date,
}

#[derive(Serialize)]
pub(super) struct InYear {
    financial_year: String,
    month: u8,
    quarter: u8,
}

impl Function for Period {
    type Answer = InYear;

    fn read(fields: &Fields<'_>) -> Result<Self, Fault> {
        let date = fields.date("date")?;
        Ok(Self { date })
    }

    fn answer(&self) -> Result<InYear, Fault> {
        let index = |grain| calendar::Period::containing(self.date, grain).index;
        Ok(InYear {
            financial_year: FinancialYear::containing(self.date).label(),
            month: index(Grain::Month),
            quarter: index(Grain::Quarter),
        })
    }

    fn steps(&self) -> Result<Vec<Step>, Fault> {
        Ok(explain_period(self.date))
    }
}

pub(super) struct AddWorkingDays {
    from: Date,
    days: u16,
}

#[derive(Serialize)]
pub(super) struct Later {
    date: String,
}

impl Function for AddWorkingDays {
    type Answer = Later;

    fn read(fields: &Fields<'_>) -> Result<Self, Fault> {
        Ok(Self {
            from: fields.date("from")?,
            // So many days reach past every list of bank holidays, which is what is then said.
            days: u16::try_from(fields.count("days")?).unwrap_or(u16::MAX),
        })
    }

    fn answer(&self) -> Result<Later, Fault> {
        let date = add_working_days(self.from, self.days).map_err(|why| fault(&why))?;
        Ok(Later {
            date: date.to_string(),
        })
    }

    fn steps(&self) -> Result<Vec<Step>, Fault> {
        explain_working_days(self.from, self.days).map_err(|why| fault(&why))
    }
}

fn fault(why: &CalendarError) -> Fault {
    let code = match why {
        CalendarError::BankHolidaysUnknown { .. } => Code::BankHolidaysUnknown,
        _ => Code::OutOfRange,
    };
    Fault::new(code, "days", why.to_string())
}
