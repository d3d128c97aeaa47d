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
    cell::{self, is_missing},
    heading::{one_line, plain},
    indicators::new_id,
    plan::{Findings, Plan, Structure},
    sheet::Sheet,
    table::Row,
};

/// The longest title, as elsewhere.
const TITLE_MAX: usize = domain::form::TITLE_MAX;

/// What a file of posts writes for the post above the highest.
const NOBODY: &str = "xx";

/// A row of the file.
struct Read<'a> {
    row: &'a Row,
    reference: String,
    above: Option<String>,
}

/// A post that a row describes, and what was found of it.
struct Described {
    findings: Findings,
    post: Post,
}

/// Reads every row of a sheet. References are looked for in the file first, then among the posts that are there.
pub fn plan(company: &Company, sheet: &Sheet<'_>, file: &str) -> Plan {
    let read: Vec<Read<'_>> = sheet.rows().map(|row| Read::of(sheet, row, file)).collect();
    let reference = |post: &Post| (!post.reference.is_empty()).then(|| post.reference.clone());
    let there: BTreeMap<String, PostId> = company
        .all::<Post>()
        .filter_map(|post| Some((reference(post)?, post.id)))
        .collect();
    // Whom each post reports to: as the file has it, or as it is.
    let mut above: BTreeMap<String, Option<String>> = company
        .all::<Post>()
        .filter_map(|post| {
            let next = post.reports_to.and_then(|above| company.get(above));
            Some((reference(post)?, next.and_then(|next| reference(next))))
        })
        .collect();
    let mut ids = there.clone();
    let mut spelt: BTreeMap<String, (String, u32)> = BTreeMap::new();
    for post in read.iter().rev() {
        above.insert(post.reference.clone(), post.above.clone());
        ids.entry(post.reference.clone()).or_insert_with(new_id);
        spelt.insert(
            post.reference.to_lowercase(),
            (post.reference.clone(), post.row.0),
        );
    }
    let mut posts = Posts {
        sheet,
        above,
        ids,
        there,
        spelt,
        units: company
            .all::<Unit>()
            .map(|unit| (plain(&unit.name), unit.id))
            .collect(),
        described: BTreeMap::new(),
        first: BTreeMap::new(),
        fte: Decimal::ZERO,
        found: Structure::default(),
        plan: Plan::new(ImportKind::Posts, &["posts"]),
    };
    for post in &read {
        posts.describe(post);
    }
    posts.refuse_below_refused(&read);
    posts.ended(company)
}

impl<'a> Read<'a> {
    fn of(sheet: &Sheet<'_>, row: &'a Row, file: &str) -> Self {
        let written = sheet.cell(row, "post");
        let reference = if is_missing(written, &sheet.map().table.missing) {
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
    above: BTreeMap<String, Option<String>>,
    ids: BTreeMap<String, PostId>,
    /// The posts that are there, whatever becomes of the file's rows.
    there: BTreeMap<String, PostId>,
    /// References in small letters, with how the first row writes each.
    spelt: BTreeMap<String, (String, u32)>,
    units: BTreeMap<String, UnitId>,
    /// By row.
    described: BTreeMap<u32, Described>,
    /// The first row of each reference.
    first: BTreeMap<String, u32>,
    fte: Decimal,
    found: Structure,
    plan: Plan,
}

impl Posts<'_> {
    fn describe(&mut self, read: &Read<'_>) {
        let mut findings = Findings::of(read.row);
        let fte = self.fte(read, &mut findings);
        self.fte += fte.unwrap_or_default();
        let title = self
            .said(read, "title")
            .map(|title| one_line(&title))
            .unwrap_or_default();
        if title.is_empty() {
            findings.error(
                "title",
                "",
                "no_title",
                "This post has no title. Give it one.",
            );
        } else if title.chars().count() > TITLE_MAX {
            findings.error(
                "title",
                &title,
                "too_long",
                "Use at most 200 characters for a title.",
            );
        }
        let again = self.first.get(&read.reference).copied();
        let reports_to = match again {
            Some(first) => {
                self.found.duplicates += 1;
                self.share(first, (read, &title, fte), &mut findings);
                None
            }
            None => {
                self.first.insert(read.reference.clone(), read.row.0);
                self.reports_to(read, &mut findings)
            }
        };
        let unit = self.unit(read, &mut findings);
        let grade = self.grade(read, &mut findings);
        let post = Post {
            title,
            unit,
            grade,
            reports_to,
            holder: None,
            reference: read.reference.clone(),
            fte,
        };
        self.described
            .insert(read.row.0, Described { findings, post });
    }

    /// A second row of the same post is a job share: the first stands, with the full-time equivalents of both.
    fn share(
        &mut self,
        first: u32,
        (read, title, fte): (&Read<'_>, &str, Option<Decimal>),
        findings: &mut Findings,
    ) {
        let Some(kept) = self.described.get_mut(&first) else {
            return;
        };
        let more = fte.unwrap_or_default();
        kept.post.fte = Some(kept.post.fte.unwrap_or_default() + more);
        let same = kept.post.title == title
            && read.above.as_ref() == self.above.get(&read.reference).and_then(Option::as_ref);
        let (code, message) = if same {
            (
                "duplicate_post",
                format!(
                    "Row {first} has this post too: a job share. It is kept once, with the full-time equivalents of both."
                ),
            )
        } else {
            (
                "duplicate_post_differs",
                format!(
                    "Row {first} has this post too, with another title or above it another post, which are kept. The full-time equivalents are of both."
                ),
            )
        };
        findings.warning("post", &read.reference, code, message);
    }

    /// A post under one that is refused would point at nothing.
    fn refuse_below_refused(&mut self, read: &[Read<'_>]) {
        loop {
            let refused: BTreeSet<&String> = self
                .first
                .iter()
                .filter(|(reference, row)| {
                    let described = self.described.get(row);
                    !self.there.contains_key(*reference)
                        && described.is_some_and(|described| described.findings.is_refused())
                })
                .map(|(reference, _)| reference)
                .collect();
            let below: Vec<(u32, String)> = read
                .iter()
                .filter(|post| {
                    let described = self.described.get(&post.row.0);
                    described.is_some_and(|described| {
                        !described.findings.is_refused() && described.post.reports_to.is_some()
                    })
                })
                .filter_map(|post| Some((post.row.0, post.above.clone()?)))
                .filter(|(_, above)| refused.contains(above))
                .collect();
            if below.is_empty() {
                return;
            }
            for (row, above) in below {
                self.found.orphans += 1;
                if let Some(described) = self.described.get_mut(&row) {
                    described.findings.error("reports_to", &above, "post_above_refused", "The post above this one is refused, so this one would report to nobody. Correct that row first.");
                }
            }
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
        let spelt = self.spelt.get(&read.reference.to_lowercase());
        if let Some((other, row)) = spelt.filter(|(other, _)| *other != read.reference) {
            findings.error("post", &read.reference, "code_differs_in_case", format!("Row {row} has “{other}”, which differs from this one only in case. Write them alike, or make them different."));
            return None;
        }
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
        let next = |post: &str| self.above.get(post).and_then(Option::as_deref);
        let mut post = next(reference);
        while let Some(above) = post {
            if above == reference {
                return true;
            }
            if !gone.insert(above) {
                return false;
            }
            post = next(above);
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
        self.plan.keep(Imported::Unit(
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
        for (row, Described { findings, mut post }) in self.described {
            let first = self.first.get(&post.reference) == Some(&row);
            if !self.plan.take(findings) || !first {
                continue;
            }
            let Some(id) = self.ids.get(&post.reference).copied() else {
                continue;
            };
            if let Some(there) = company.get(id) {
                post.holder = there.holder;
                if *there.body == post {
                    continue;
                }
            }
            changed += 1;
            self.plan.keep(Imported::Post(id, post));
        }
        self.plan.count("posts", changed);
        self.found.fte = self.fte.normalize().to_string();
        self.plan.posts = Some(self.found);
        self.plan
    }
}
