//! The structure as commands: units, bodies, people, posts, roles and places on bodies.

use domain::{
    decision::Actor,
    governance_body::{JoinBody, RecordGovernanceBody},
    person::{PersonId, RecordPerson},
    post::RecordPost,
    role::{GrantRole, Role},
    unit::RecordUnit,
};

use super::{
    super::{
        id::{demo_id, slug},
        plan::{Plan, by, person},
    },
    Structure, unit,
};

/// Days before today on which the structure is recorded.
const RECORDED: i32 = 84;

impl Structure {
    /// Records everything in the order in which it is pointed at.
    pub(in crate::demo) fn plan(&self, plan: &mut Plan) {
        let day = plan.ago(RECORDED);
        let administrator = by(&self.hands.administrator);
        self.plan_administrator(plan, day);
        for data in &self.units {
            plan.on(
                day,
                administrator,
                RecordUnit {
                    unit: unit(&data.slug),
                    name: data.name.clone(),
                    kind: data.kind,
                    within: data.within.as_deref().map(unit),
                    purpose: data.purpose.clone(),
                    illustrative: true,
                },
            );
        }
        for body in &self.bodies {
            plan.on(
                day,
                administrator,
                RecordGovernanceBody {
                    body: demo_id(&format!("body/{}", body.slug)),
                    name: body.name.clone(),
                    kind: body.kind,
                },
            );
        }
        for post in &self.posts {
            let slug = post.slug();
            if let Some(name) = &post.holder {
                plan.on(day, administrator, recorded(&slug, name));
            }
            plan.on(
                day,
                administrator,
                RecordPost {
                    post: demo_id(&format!("post/{slug}")),
                    title: post.title.clone(),
                    unit: post.unit.as_deref().map(unit),
                    grade: post.grade,
                    reports_to: post
                        .reports_to
                        .as_ref()
                        .map(|above| demo_id(&format!("post/{above}"))),
                    holder: post.holder.as_ref().map(|_| person(&slug)),
                },
            );
            self.plan_places(plan, &slug, &post.roles, &post.bodies, &post.chairs);
        }
        for other in &self.others {
            let slug = slug(&other.name);
            plan.on(day, administrator, recorded(&slug, &other.name));
            self.plan_places(plan, &slug, &other.roles, &other.bodies, &other.chairs);
        }
    }

    /// The first person and their role come from the command line: before them nobody could record anyone.
    fn plan_administrator(&self, plan: &mut Plan, day: jiff::civil::Date) {
        let administrator = &self.hands.administrator;
        let post = self.posts.iter().find(|post| post.slug() == *administrator);
        if let Some(name) = post.and_then(|post| post.holder.as_ref()) {
            plan.on(day, Actor::System, recorded(administrator, name));
        }
        plan.on(
            day,
            Actor::System,
            granted(person(administrator), administrator, Role::SupportServices),
        );
    }

    fn plan_places(
        &self,
        plan: &mut Plan,
        slug: &str,
        roles: &[Role],
        bodies: &[String],
        chairs: &[String],
    ) {
        let day = plan.ago(RECORDED);
        let administrator = by(&self.hands.administrator);
        for role in roles {
            plan.on(day, administrator, granted(person(slug), slug, *role));
        }
        for body in bodies {
            plan.on(
                day,
                administrator,
                JoinBody {
                    membership: demo_id(&format!("membership/{body}/{slug}")),
                    body: demo_id(&format!("body/{body}")),
                    person: person(slug),
                    chair: chairs.contains(body),
                },
            );
        }
    }
}

fn recorded(slug: &str, name: &str) -> RecordPerson {
    RecordPerson {
        person: person(slug),
        name: name.to_owned(),
        active: true,
        illustrative: true,
    }
}

fn granted(person: PersonId, slug: &str, role: Role) -> GrantRole {
    GrantRole {
        grant: demo_id(&format!("role/{}/{slug}", role.words())),
        person,
        role,
    }
}
