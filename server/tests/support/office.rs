//! The demo company on a server of its own, and its people signed in.

use std::sync::Arc;

use domain::{
    company::Company,
    index::Edge,
    one_to_one::{OneToOne, OneToOneId, OneToOneSeries},
    person::PersonId,
    post::{Post, RecordPost},
    record::Stored,
    role::Role,
};
use server::{clock::Clock, demo, sync::Node};
use uuid::Uuid;

use super::{
    database::TestDatabase,
    process::{Process, load_demo, push},
};

pub struct Office {
    pub process: Process,
    /// The Company as the demo left it.
    pub company: Arc<Company>,
}

impl Office {
    pub async fn open(at: &TestDatabase) -> Self {
        let database = at.address();
        load_demo(&database).await;
        let (_, company) = Node::start(at.node().await, Clock::System)
            .await
            .unwrap()
            .company();
        Self {
            process: Process::start(&database).await,
            company,
        }
    }

    /// The cookie of a person who has just signed in.
    pub async fn signed_in(&self, person: PersonId) -> String {
        let people = demo::sign_ins().unwrap();
        let name = people
            .iter()
            .find(|known| known.person == person)
            .expect("somebody who can sign in");
        self.process.sign_in(&name.sign_in).await.0
    }

    /// A 1:1 that both of its people may still write in.
    pub fn an_open_one_to_one(&self) -> (Stored<OneToOneSeries>, OneToOneId) {
        self.company
            .all::<OneToOneSeries>()
            .find_map(|series| {
                let meetings = self
                    .company
                    .pointing::<OneToOne>(Edge::OneToOneOf, series.id.uuid());
                let open = meetings
                    .rev()
                    .find(|meeting| meeting.held_on.is_none() && meeting.confirmed_by.is_empty())?;
                Some((series.clone(), open.id))
            })
            .expect("the demo has a 1:1 to come")
    }

    /// Somebody with a post who sees nothing of these two people.
    pub fn outsider(&self, series: &OneToOneSeries) -> PersonId {
        let theirs = domain::scope::Scope::Objectives(series.employee);
        demo::sign_ins()
            .unwrap()
            .into_iter()
            .map(|known| known.person)
            .find(|person| {
                !series.is_party(*person)
                    && Post::held_by(&self.company, *person).next().is_some()
                    && !domain::access::sees(&self.company, *person, &theirs)
            })
            .expect("somebody who is not in their line")
    }

    /// Support Services take a person's post out of its reporting line.
    pub async fn end_reporting_line(&self, person: PersonId) {
        let post = Post::held_by(&self.company, person).next().unwrap();
        let command = RecordPost {
            post: post.id,
            title: post.title.clone(),
            unit: post.unit,
            grade: post.grade,
            reports_to: None,
            holder: post.holder,
        };
        let support = self.with_role(Role::SupportServices);
        let cookie = self.signed_in(support).await;
        let mut socket = self.process.socket(&cookie, Uuid::now_v7()).await;
        let args = serde_json::to_value(command).unwrap();
        socket.say(&push(1, &[("post.record", args)])).await;
        let answer = socket.answer(1).await.unwrap();
        assert_eq!(answer["outcome"], "applied", "{answer}");
    }

    /// Somebody who has this role.
    pub fn with_role(&self, role: Role) -> PersonId {
        demo::sign_ins()
            .unwrap()
            .into_iter()
            .map(|known| known.person)
            .find(|person| role.has(&self.company, *person))
            .expect("somebody with the role")
    }
}
