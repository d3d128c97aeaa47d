//! How things stood at the end of an earlier day, for one person: what they may see now, as it was reported then. Corrections
//! that came later are not in it.

use std::collections::BTreeSet;

use domain::{
    calendar::Date, company::Company, person::PersonId, record::WireRecord, scope::Scope, seq_text,
};
use serde::{Deserialize, Serialize};

/// The answer to "how did it stand on that day?".
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Earlier {
    /// Whose answer it is: another tab may have signed somebody else in.
    pub person: PersonId,
    /// The day, by the clocks of the United Kingdom; its end is meant.
    #[serde(with = "domain::date_text")]
    pub day: Date,
    /// The last commit of that day or before; 0 where there was none yet.
    #[serde(with = "seq_text")]
    pub seq: u64,
    /// The scopes that the person holds now: nothing of any other is in the answer.
    pub scopes: Vec<Scope>,
    /// Records as they stood.
    pub records: Vec<WireRecord>,
}

impl Earlier {
    /// The Company as it stood; none where a record cannot be read.
    pub fn company(&self) -> Option<Company> {
        company(&self.records, self.scopes.iter().copied().collect())
    }
}

/// What a device that holds these scopes makes of records; none where one of them cannot be read. A kind that is newer than this
/// page is passed over.
pub(crate) fn company(records: &[WireRecord], scopes: BTreeSet<Scope>) -> Option<Company> {
    let mut company = Company::partial(BTreeSet::new());
    for record in records {
        if let Some(version) = record.decode().ok()? {
            company.put(version);
        }
    }
    company.set_held(scopes);
    Some(company)
}
