//! Posts and whom they report to (design/import.md, `--as posts`).

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    company::Company,
    import::{ImportKind, Imported},
    post::{Grade, Post, PostId},
    quantity::Decimal,
    unit::{Unit, UnitId, UnitKind},
};

use super::{
    cell,
    heading::plain,
    indicators::new_id,
    plan::{Findings, Plan, Structure},
    sheet::Sheet,
    table::Row,
};

/// What a file of posts writes for the post above the highest.
const NOBODY: &str = "xx";

/// A row of the file.
struct Read<'a> {
    row: &'a Row,
    reference: String,
    above: Option<String>,
}

/// Reads every row of a sheet. References are looked for in the file first, then among the posts that are there.
pub fn plan(company: &Company, sheet: &Sheet<'_>, file: &str) -> Plan {
    let read: Vec<Read<'_>> = sheet.rows().map(|row| Read::of(sheet, row, file)).collect();
    let mut above: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for post in &read {
        above
            .entry(&post.reference)
            .or_insert(post.above.as_deref());
    }
    let there: BTreeMap<&str, PostId> = company
        .all::<Post>()
        .filter(|post| !post.reference.is_empty())
        .map(|post| (post.body.reference.as_str(), post.id))
        .collect();
    let ids: BTreeMap<&str, PostId> = above
        .keys()
        .map(|reference| {
            (
                *reference,
                there.get(reference).copied().unwrap_or_else(new_id),
            )
        })
        .chain(
            there
                .iter()
                .filter(|(reference, _)| !above.contains_key(*reference))
                .map(|(reference, id)| (*reference, *id)),
        )
        .collect();
    let mut posts = Posts {
        sheet,
        above,
        ids,
        units: company
            .all::<Unit>()
            .map(|unit| (plain(&unit.name), unit.id))
            .collect(),
        seen: BTreeMap::new(),
        fte: Decimal::ZERO,
        found: Structure::default(),
        plan: Plan::new(ImportKind::Posts, &["posts"]),
    };
    for post in &read {
        posts.take(post);
    }
    posts.ended(company)
}

impl<'a> Read<'a> {
    fn of(sheet: &Sheet<'_>, row: &'a Row, file: &str) -> Self {
        let written = sheet.cell(row, "post");
        let reference = if written.is_empty() {
            // A row without one is a group of posts; its file and row tell it from every other.
            format!("{file}:{}", row.0)
        } else {
            written.to_owned()
        };
        Self {
            above: sheet.said(row, &reference, "reports_to"),
            row,
            reference,
        }
    }
}

struct Posts<'a> {
    sheet: &'a Sheet<'a>,
    above: BTreeMap<&'a str, Option<&'a str>>,
    ids: BTreeMap<&'a str, PostId>,
    units: BTreeMap<String, UnitId>,
    /// The records of references that were taken, with the row that named each first.
    seen: BTreeMap<&'a str, (u32, Post)>,
    fte: Decimal,
    found: Structure,
    plan: Plan,
}

impl<'a> Posts<'a> {
    fn take(&mut self, read: &'a Read<'a>) {
        let mut findings = Findings::of(read.row.0);
        let fte = self.fte(read, &mut findings);
        self.fte += fte.unwrap_or_default();
        if let Some((first, _)) = self.seen.get(read.reference.as_str()) {
            self.found.duplicates += 1;
            findings.warning("post", &read.reference, "duplicate_post", format!("Row {first} has this post too: a job share. It is kept once, with the full-time equivalents of both."));
            if self.plan.take(findings)
                && let Some((_, post)) = self.seen.get_mut(read.reference.as_str())
            {
                post.fte = Some(post.fte.unwrap_or_default() + fte.unwrap_or_default());
            }
            return;
        }
        let reports_to = self.reports_to(read, &mut findings);
        let title = self.said(read, "title").unwrap_or_default();
        if title.is_empty() {
            findings.error(
                "title",
                "",
                "no_title",
                "This post has no title. Give it one.",
            );
        }
        let unit = self.unit(read, &mut findings);
        let grade = self.grade(read, &mut findings);
        if self.plan.take(findings) {
            let post = Post {
                title,
                unit,
                grade,
                reports_to,
                holder: None,
                reference: read.reference.clone(),
                fte,
            };
            self.seen.insert(&read.reference, (read.row.0, post));
        }
    }

    fn said(&self, read: &Read<'_>, field: &str) -> Option<String> {
        self.sheet.said(read.row, &read.reference, field)
    }

    fn fte(&self, read: &Read<'_>, findings: &mut Findings) -> Option<Decimal> {
        let written = self.said(read, "fte")?;
        let number = cell::number(&written);
        if number.is_none() {
            findings.error(
                "fte",
                &written,
                "not_a_number",
                "This is not a number. Write full-time equivalents in digits, such as 0.6.",
            );
        }
        number.map(|number| number.value)
    }

    /// The post above; none at the top. What reports to itself or to a made-up post is at the top; what reports to one that is not
    /// there, or in a circle, is refused.
    fn reports_to(&mut self, read: &Read<'_>, findings: &mut Findings) -> Option<PostId> {
        let Some(above) = read.above.as_deref() else {
            self.found.roots += 1;
            return None;
        };
        if above == read.reference || plain(above) == NOBODY {
            self.found.roots += 1;
            let (code, message) = if above == read.reference {
                self.found.cycles += 1;
                (
                    "reports_to_itself",
                    "This post reports to itself; it is taken as reporting to nobody.",
                )
            } else {
                (
                    "reports_to_nobody",
                    "This stands for no post; it is taken as reporting to nobody.",
                )
            };
            findings.warning("reports_to", above, code, message);
            return None;
        }
        let Some(id) = self.ids.get(above).copied() else {
            self.found.orphans += 1;
            findings.error("reports_to", above, "no_such_post", "There is no post with this reference, in the file or here. Import the post above first, or correct the reference.");
            return None;
        };
        if self.is_in_circle(&read.reference) {
            self.found.cycles += 1;
            findings.error("reports_to", above, "circle", "Following whom this post reports to leads back to it. Correct one of the posts in the circle.");
            return None;
        }
        Some(id)
    }

    fn is_in_circle(&self, reference: &str) -> bool {
        let mut gone = BTreeSet::new();
        let mut next = self.above.get(reference).copied().flatten();
        while let Some(post) = next {
            if post == reference {
                return true;
            }
            if !gone.insert(post) {
                return false;
            }
            next = self.above.get(post).copied().flatten();
        }
        false
    }

    fn unit(&mut self, read: &Read<'_>, findings: &mut Findings) -> Option<UnitId> {
        let name = self.said(read, "unit")?;
        if let Some(unit) = self.units.get(&plain(&name)) {
            return Some(*unit);
        }
        if !self.sheet.map().may_create("unit") {
            findings.error("unit", &name, "unknown_unit", "There is no unit of this name. Correct it, or let the import make it with create = [\"unit\"] under [table].");
            return None;
        }
        let unit = new_id();
        self.units.insert(plain(&name), unit);
        self.plan.count("units", 1);
        self.plan.records.push(Imported::Unit(
            unit,
            Unit {
                name,
                kind: UnitKind::Group,
                within: None,
                purpose: String::new(),
                illustrative: false,
            },
        ));
        Some(unit)
    }

    fn grade(&self, read: &Read<'_>, findings: &mut Findings) -> Grade {
        let Some(written) = self.said(read, "grade") else {
            return Grade::Staff;
        };
        let found = Grade::ALL
            .into_iter()
            .find(|grade| plain(grade.words()) == plain(&written));
        found.unwrap_or_else(|| {
            findings.warning("grade", &written, "unknown_grade", "This is none of the grades here (staff, team manager, service manager, group manager, executive); staff is kept.");
            Grade::Staff
        })
    }

    fn ended(mut self, company: &Company) -> Plan {
        let mut changed = 0;
        for (reference, (_, mut post)) in self.seen {
            let Some(id) = self.ids.get(reference).copied() else {
                continue;
            };
            if let Some(there) = company.get(id) {
                post.holder = there.holder;
                if *there.body == post {
                    continue;
                }
            }
            changed += 1;
            self.plan.records.push(Imported::Post(id, post));
        }
        self.plan.count("posts", changed);
        self.found.fte = self.fte.normalize().to_string();
        self.plan.posts = Some(self.found);
        self.plan
    }
}
