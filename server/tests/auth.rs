//! Accounts, signing in and sessions, on both engines.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use std::net::IpAddr;
use std::time::Duration;

use server::auth::{
    AuditEntry, Auth, AuthError, CodeIssued, Device, Password, PasswordProblem, SignedIn,
};
use server::clock::Clock;
use server::config::{Argon2Settings, Config};
use server::storage::{AccountState, Db, ReplicaState, to_hex};
use support::database::TestDatabase;
use support::on_both_engines;
use tokio::sync::broadcast::error::TryRecvError;
use tokio::time::timeout;
use uuid::Uuid;

const NAME: &str = "j.smith";
const RIGHT: &str = "three words in a row";
const OFFICE: &str = "192.0.2.1";
const ELSEWHERE: &str = "198.51.100.7";
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

/// A moment in 2026.
const START: i64 = 1_790_000_000_000_000;

struct Company {
    auth: Auth,
    clock: Clock,
    person: Uuid,
}

impl Company {
    /// One person with the password [`RIGHT`].
    async fn new(at: &TestDatabase) -> Self {
        let company = Self::empty(at).await;
        let people = [(company.person, NAME.to_owned())];
        company
            .auth
            .add_demonstration_accounts(&people, &Password::from(RIGHT))
            .await
            .unwrap();
        company
    }

    async fn empty(at: &TestDatabase) -> Self {
        let clock = Clock::manual(START);
        Self {
            auth: auth(at.db.clone(), clock.clone()).await,
            clock,
            person: Uuid::now_v7(),
        }
    }

    async fn try_at(&self, name: &str, password: &str, from: &str) -> Result<SignedIn, AuthError> {
        let from: IpAddr = from.parse().unwrap();
        self.auth
            .sign_in(name, &Password::from(password), from, Device::Own)
            .await
    }

    async fn sign_in(&self) -> SignedIn {
        self.try_at(NAME, RIGHT, OFFICE).await.unwrap()
    }

    async fn fail(&self, times: usize, from: &str) {
        for _ in 0..times {
            let error = self
                .try_at(NAME, "a wrong password", from)
                .await
                .unwrap_err();
            assert!(matches!(error, AuthError::WrongNameOrPassword), "{error:?}");
        }
    }

    async fn is_open(&self, signed_in: &SignedIn) -> bool {
        self.auth.session(&signed_in.token).await.unwrap().is_some()
    }

    async fn actions(&self, at: &TestDatabase) -> Vec<String> {
        assert_eq!(at.db.first_broken_audit_row().await.unwrap(), None);
        let rows = at.db.audit_after(0, 1000).await.unwrap();
        rows.into_iter().map(|row| row.action).collect()
    }
}

async fn auth(db: Db, clock: Clock) -> Auth {
    let config = Config::default();
    Auth::new(
        db,
        Argon2Settings::weak_for_tests(),
        config.session,
        config.lockout,
        clock,
    )
    .await
    .unwrap()
}

fn waits(outcome: Result<SignedIn, AuthError>) -> u64 {
    match outcome {
        Err(AuthError::Wait { seconds }) => seconds,
        other => panic!("expected a wait, got {other:?}"),
    }
}

on_both_engines! {
    async fn the_right_password_opens_a_session(at: TestDatabase) {
        let company = Company::new(&at).await;
        let signed_in = company.try_at(" J.Smith ", RIGHT, OFFICE).await.unwrap();
        let session = company.auth.session(&signed_in.token).await.unwrap().unwrap();
        assert_eq!((session.person, session.must_change), (company.person, false));
        assert_eq!(session.id, signed_in.session.id);
        assert_eq!(company.actions(&at).await, ["account_added", "signed_in"]);
        let account = &company.auth.accounts().await.unwrap()[0];
        assert_eq!((account.failed_count, account.last_sign_in_at), (0, Some(START)));
    }

    async fn neither_token_password_nor_code_is_in_the_database(at: TestDatabase) {
        let company = Company::new(&at).await;
        let signed_in = company.sign_in().await;
        let code = company.auth.add_account(Uuid::now_v7(), "b.jones", "system").await.unwrap();
        assert_eq!(at.texts("SELECT id FROM session").await, [to_hex(&signed_in.token.id())]);
        let everything = at.texts("
            SELECT id || person FROM session UNION ALL
            SELECT sign_in_name || COALESCE(password, '') || COALESCE(code_hash, '') FROM account UNION ALL
            SELECT id || name_hash || address_hash FROM sign_in_attempt UNION ALL
            SELECT action || COALESCE(actor, '') || COALESCE(subject, '') FROM audit").await.join("\n");
        let spelt = code.expose().replace('-', "");
        for secret in [&signed_in.token.expose(), RIGHT, &code.expose(), &spelt, OFFICE] {
            assert!(!everything.contains(secret), "{secret}");
        }
        assert!(everything.contains("$argon2id$v=19$m=64,t=1,p=1$"));
    }

    async fn whatever_is_wrong_the_answer_is_the_same(at: TestDatabase) {
        let company = Company::new(&at).await;
        company.auth.add_account(Uuid::now_v7(), "new", "system").await.unwrap();
        company.auth.add_account(Uuid::now_v7(), "closed", "system").await.unwrap();
        company.auth.disable_account("closed", "system").await.unwrap();
        for (name, password) in [
            (NAME, "a wrong password"),
            (NAME, ""),
            (NAME, &RIGHT.to_uppercase()),
            ("nobody", RIGHT),
            ("", ""),
            ("new", "a wrong password"),
            ("new", "0000-0000-0000-0000"),
            ("closed", RIGHT),
            (&"x".repeat(100_000), &"y".repeat(100_000)),
        ] {
            let before = company.auth.hasher().runs();
            let error = company.try_at(name, password, ELSEWHERE).await.unwrap_err();
            assert!(matches!(error, AuthError::WrongNameOrPassword), "{error:?}");
            // The same work too: exactly one hash, whether or not there is an account.
            assert_eq!(company.auth.hasher().runs(), before + 1, "{:.20}", name);
        }
        let subjects = at.texts("SELECT COALESCE(subject, 'nobody') FROM audit WHERE action = 'sign_in_failed' ORDER BY no").await;
        assert_eq!(subjects.len(), 9);
        assert_eq!((subjects[0].as_str(), subjects[3].as_str()), (company.person.to_string().as_str(), "nobody"));
    }

    async fn sessions_end_when_idle_and_after_their_longest(at: TestDatabase) {
        let company = Company::new(&at).await;
        let idle = company.sign_in().await;
        company.clock.advance(8 * HOUR - MINUTE);
        assert!(company.auth.is_live(&idle.session.id).await.unwrap());
        company.clock.advance(MINUTE);
        assert!(!company.is_open(&idle).await);

        let busy = company.sign_in().await;
        for _ in 0..11 {
            company.clock.advance(HOUR);
            assert!(company.is_open(&busy).await);
        }
        company.clock.advance(HOUR);
        assert!(!company.is_open(&busy).await);
    }

    async fn on_a_shared_device_a_session_lasts_a_working_day_at_most(at: TestDatabase) {
        let company = Company::new(&at).await;
        let from: IpAddr = OFFICE.parse().unwrap();
        let signed_in = company.auth.sign_in(NAME, &Password::from(RIGHT), from, Device::Shared).await.unwrap();
        for _ in 0..7 {
            company.clock.advance(HOUR);
            assert!(company.is_open(&signed_in).await);
        }
        company.clock.advance(HOUR);
        assert!(!company.is_open(&signed_in).await);
    }

    async fn a_session_in_use_is_noted_once_a_minute(at: TestDatabase) {
        let company = Company::new(&at).await;
        let signed_in = company.sign_in().await;
        let seen = || async { at.texts("SELECT CAST(seen_at AS TEXT) FROM session").await };
        company.clock.advance(MINUTE - Duration::from_secs(1));
        assert!(company.is_open(&signed_in).await);
        assert_eq!(seen().await, [START.to_string()]);
        company.clock.advance(Duration::from_secs(1));
        assert!(company.is_open(&signed_in).await);
        assert_eq!(seen().await, [(START + 60_000_000).to_string()]);
    }

    async fn signing_out_ends_one_session_and_tells(at: TestDatabase) {
        let company = Company::new(&at).await;
        let (one, other) = (company.sign_in().await, company.sign_in().await);
        let mut ended = company.auth.ended();
        company.auth.sign_out(&one.session.id).await.unwrap();
        assert_eq!((company.is_open(&one).await, company.is_open(&other).await), (false, true));
        let told = ended.try_recv().unwrap();
        assert_eq!((told.id, told.person), (one.session.id, company.person));
        // Twice is once.
        company.auth.sign_out(&one.session.id).await.unwrap();
        assert_eq!(ended.try_recv(), Err(TryRecvError::Empty));
        assert_eq!(company.auth.sessions_of(company.person).await.unwrap().len(), 1);
    }

    async fn signing_out_everywhere_ends_every_session(at: TestDatabase) {
        let company = Company::new(&at).await;
        let open = [company.sign_in().await, company.sign_in().await, company.sign_in().await];
        let mut ended = company.auth.ended();
        assert_eq!(company.auth.sign_out_everywhere(company.person).await.unwrap(), 3);
        for signed_in in &open {
            assert!(!company.is_open(signed_in).await);
            assert_eq!(ended.try_recv().unwrap().person, company.person);
        }
        assert!(company.auth.sessions_of(company.person).await.unwrap().is_empty());
    }

    async fn sessions_ended_by_another_process_are_told_too(at: TestDatabase) {
        let company = Company::new(&at).await;
        let signed_in = company.sign_in().await;
        let mut ended = company.auth.ended();
        let _watch = company.auth.watch_ended(Duration::from_millis(20));
        let command_line = auth(at.node().await, company.clock.clone()).await;
        assert!(command_line.disable_account(NAME, "system").await.unwrap());
        let told = timeout(Duration::from_secs(5), ended.recv()).await.unwrap().unwrap();
        assert_eq!(told.id, signed_in.session.id);
        // Told once, though it is looked for again and again.
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(ended.try_recv(), Err(TryRecvError::Empty));
    }

    async fn five_wrong_passwords_make_an_account_wait_longer_and_longer(at: TestDatabase) {
        let company = Company::new(&at).await;
        company.fail(5, ELSEWHERE).await;
        let before = company.auth.hasher().runs();
        assert_eq!(waits(company.try_at(NAME, RIGHT, ELSEWHERE).await), 30);
        assert_eq!(company.auth.hasher().runs(), before, "a refused attempt costs no hash");
        company.clock.advance(Duration::from_secs(30));
        company.fail(1, ELSEWHERE).await;
        assert_eq!(waits(company.try_at(NAME, RIGHT, ELSEWHERE).await), 60);
        // From many places it is the same account.
        assert_eq!(waits(company.try_at(NAME, RIGHT, "203.0.113.9").await), 60);
        company.clock.advance(MINUTE);
        company.try_at(NAME, RIGHT, ELSEWHERE).await.unwrap();
        let actions = company.actions(&at).await;
        assert_eq!(actions.iter().filter(|action| *action == "sign_in_locked").count(), 1);
    }

    async fn a_success_starts_the_count_anew(at: TestDatabase) {
        let company = Company::new(&at).await;
        for _ in 0..3 {
            company.fail(4, OFFICE).await;
            company.clock.advance(Duration::from_secs(1));
            company.sign_in().await;
            company.clock.advance(Duration::from_secs(1));
        }
        company.fail(3, OFFICE).await;
        assert_eq!(company.auth.accounts().await.unwrap()[0].failed_count, 3);
    }

    async fn wrong_passwords_are_forgotten_after_a_while(at: TestDatabase) {
        let company = Company::new(&at).await;
        company.fail(4, OFFICE).await;
        company.clock.advance(15 * MINUTE);
        company.fail(4, OFFICE).await;
        company.try_at(NAME, RIGHT, OFFICE).await.unwrap();
    }

    async fn guessing_from_elsewhere_does_not_lock_a_person_out_of_their_office(at: TestDatabase) {
        let company = Company::new(&at).await;
        company.sign_in().await;
        company.clock.advance(HOUR);
        company.fail(5, ELSEWHERE).await;
        assert_eq!(waits(company.try_at(NAME, RIGHT, ELSEWHERE).await), 30);
        company.sign_in().await;
        // The office has a tally of its own.
        company.clock.advance(Duration::from_secs(1));
        company.fail(5, OFFICE).await;
        assert_eq!(waits(company.try_at(NAME, RIGHT, OFFICE).await), 30);
    }

    async fn one_address_that_tries_many_names_has_to_wait(at: TestDatabase) {
        let company = Company::new(&at).await;
        for number in 0..20 {
            let error = company.try_at(&format!("name{number}"), RIGHT, ELSEWHERE).await.unwrap_err();
            assert!(matches!(error, AuthError::WrongNameOrPassword), "{number}: {error:?}");
        }
        assert_eq!(waits(company.try_at(NAME, RIGHT, ELSEWHERE).await), 30);
        // Nobody else is held up.
        company.sign_in().await;
    }

    async fn colleagues_who_mistype_do_not_lock_their_office(at: TestDatabase) {
        let company = Company::new(&at).await;
        let names: Vec<(Uuid, String)> = (0..12).map(|n| (Uuid::now_v7(), format!("officer{n}"))).collect();
        company.auth.add_demonstration_accounts(&names, &Password::from(RIGHT)).await.unwrap();
        for (_, name) in &names {
            for _ in 0..2 {
                assert!(company.try_at(name, "mistyped again", OFFICE).await.is_err());
            }
            company.clock.advance(Duration::from_secs(1));
            company.try_at(name, RIGHT, OFFICE).await.unwrap();
        }
        // 24 wrong ones within half a minute, and the next may still come in.
        company.sign_in().await;
    }

    async fn many_guesses_at_once_are_all_counted(at: TestDatabase) {
        let company = Company::new(&at).await;
        let guesses = (0..12).map(|_| company.try_at(NAME, "a wrong password", ELSEWHERE));
        let outcomes = futures::future::join_all(guesses).await;
        let looked_at = outcomes.iter().filter(|outcome| matches!(outcome, Err(AuthError::WrongNameOrPassword))).count();
        assert_eq!(looked_at, 5, "{outcomes:?}");
    }

    async fn a_one_time_code_lets_in_once_to_choose_a_password(at: TestDatabase) {
        let company = Company::empty(&at).await;
        let code = company.auth.add_account(company.person, NAME, "system").await.unwrap().expose();
        let signed_in = company.try_at(NAME, &code.to_lowercase(), OFFICE).await.unwrap();
        assert!(signed_in.session.must_change);
        assert!(company.try_at(NAME, &code, OFFICE).await.is_err(), "used");

        let (from, auth) = (OFFICE.parse().unwrap(), &company.auth);
        let short = auth.change_password(company.person, None, &Password::from("short"), from, Device::Own).await;
        assert!(matches!(short, Err(AuthError::Password(problems)) if problems == [PasswordProblem::TooShort]));
        let chosen = auth.change_password(company.person, None, &Password::from(RIGHT), from, Device::Own).await.unwrap();
        assert!(!auth.session(&chosen.token).await.unwrap().unwrap().must_change);
        assert!(!company.is_open(&signed_in).await, "the session of the code is over");
        company.sign_in().await;
        let actions = company.actions(&at).await;
        assert_eq!(actions, ["account_added", "code_used", "sign_in_failed", "password_changed", "signed_in"]);
    }

    async fn a_one_time_code_lapses(at: TestDatabase) {
        let company = Company::empty(&at).await;
        let code = company.auth.add_account(company.person, NAME, "system").await.unwrap().expose();
        company.clock.advance(24 * HOUR);
        assert!(company.try_at(NAME, &code, OFFICE).await.is_err());
        let code = company.auth.reset_account(NAME, "system").await.unwrap().expose();
        company.clock.advance(24 * HOUR - Duration::from_secs(1));
        company.try_at(NAME, &code, OFFICE).await.unwrap();
    }

    async fn changing_a_password_needs_the_old_one_and_ends_other_sessions(at: TestDatabase) {
        let company = Company::new(&at).await;
        let (here, other) = (company.sign_in().await, company.sign_in().await);
        let from = OFFICE.parse().unwrap();
        let new = Password::from("four other good words");
        for current in [None, Some(Password::from("a wrong password"))] {
            let refused = company.auth.change_password(company.person, current.as_ref(), &new, from, Device::Own).await;
            assert!(matches!(refused, Err(AuthError::WrongNameOrPassword)));
        }
        company.clock.advance(Duration::from_secs(1));
        let right = Password::from(RIGHT);
        let changed = company.auth.change_password(company.person, Some(&right), &new, from, Device::Own).await.unwrap();
        assert_eq!((company.is_open(&here).await, company.is_open(&other).await), (false, false));
        assert!(company.is_open(&changed).await);
        assert!(company.try_at(NAME, RIGHT, OFFICE).await.is_err());
        company.try_at(NAME, "four other good words", OFFICE).await.unwrap();
    }

    async fn an_open_session_is_no_place_to_guess(at: TestDatabase) {
        let company = Company::new(&at).await;
        company.sign_in().await;
        company.clock.advance(Duration::from_secs(1));
        let (from, new) = (OFFICE.parse().unwrap(), Password::from("four other good words"));
        let wrong = Password::from("a wrong password");
        for _ in 0..5 {
            let refused = company.auth.change_password(company.person, Some(&wrong), &new, from, Device::Own).await;
            assert!(matches!(refused, Err(AuthError::WrongNameOrPassword)));
        }
        let right = Password::from(RIGHT);
        assert_eq!(waits(company.auth.change_password(company.person, Some(&right), &new, from, Device::Own).await), 30);
    }

    async fn a_reset_signs_out_everywhere_and_forgets_the_password(at: TestDatabase) {
        let company = Company::new(&at).await;
        let signed_in = company.sign_in().await;
        let mut ended = company.auth.ended();
        let code = company.auth.reset_account(NAME, "system").await.unwrap().expose();
        assert!(!company.is_open(&signed_in).await);
        assert_eq!(ended.try_recv().unwrap().id, signed_in.session.id);
        assert!(company.try_at(NAME, RIGHT, OFFICE).await.is_err());
        assert!(company.try_at(NAME, &code, OFFICE).await.unwrap().session.must_change);
        assert!(matches!(company.auth.reset_account("nobody", "system").await, Err(AuthError::NoSuchAccount)));
    }

    async fn a_reset_is_told_to_the_person_whoever_used_the_code(at: TestDatabase) {
        let company = Company::new(&at).await;
        assert_eq!(company.auth.codes_issued(company.person).await.unwrap(), []);
        company.clock.advance(HOUR);
        let issued_at = company.clock.now();
        let code = company.auth.reset_account(NAME, "system").await.unwrap().expose();
        let told = |used_at| CodeIssued { issued_at, used_at };
        assert_eq!(company.auth.codes_issued(company.person).await.unwrap(), [told(None)]);
        company.clock.advance(HOUR);
        let used_at = company.clock.now();
        company.try_at(NAME, &code, OFFICE).await.unwrap();
        let from = OFFICE.parse().unwrap();
        company.auth.change_password(company.person, None, &Password::from(RIGHT), from, Device::Own).await.unwrap();
        // Signing in again, as often as one likes, does not take the news away; time does.
        company.sign_in().await;
        company.clock.advance(29 * 24 * HOUR);
        company.sign_in().await;
        assert_eq!(company.auth.codes_issued(company.person).await.unwrap(), [told(Some(used_at))]);
        company.clock.advance(24 * HOUR);
        assert_eq!(company.auth.codes_issued(company.person).await.unwrap(), []);
    }

    async fn an_administrator_reads_what_happened_to_whom(at: TestDatabase) {
        let company = Company::new(&at).await;
        company.auth.reset_account(NAME, "system").await.unwrap();
        company.auth.add_account(Uuid::now_v7(), "another", "system").await.unwrap();
        let read = |entries: Vec<AuditEntry>| -> Vec<String> {
            entries
                .into_iter()
                .map(|entry| format!("{} {} by {}", entry.account.unwrap(), entry.what, entry.by.unwrap()))
                .collect()
        };
        let all = read(company.auth.audit(None, 2).await.unwrap());
        assert_eq!(all, [
            "another account opened by system".to_owned(),
            format!("{NAME} one-time code issued, sessions ended by system"),
        ]);
        let one = read(company.auth.audit(Some(NAME), 100).await.unwrap());
        assert_eq!(one.first(), all.last());
        assert!(one.iter().all(|line| line.starts_with(NAME)), "{one:?}");
        assert!(matches!(company.auth.audit(Some("nobody"), 9).await, Err(AuthError::NoSuchAccount)));
    }

    async fn a_disabled_account_is_out_at_once(at: TestDatabase) {
        let company = Company::new(&at).await;
        let signed_in = company.sign_in().await;
        let mut ended = company.auth.ended();
        let replica = Uuid::now_v7();
        at.db.register_replica(replica, &company.person.to_string(), START).await.unwrap();
        assert_eq!(company.auth.closed(&signed_in.token).await.unwrap(), None);
        assert!(company.auth.disable_account(NAME, "system").await.unwrap());
        assert!(!company.is_open(&signed_in).await);
        assert_eq!(company.auth.closed(&signed_in.token).await.unwrap(), Some(company.person));
        assert_eq!(ended.try_recv().unwrap().id, signed_in.session.id);
        assert!(company.try_at(NAME, RIGHT, OFFICE).await.is_err());
        assert_eq!(at.db.replica(replica).await.unwrap().unwrap().state, ReplicaState::Revoked);
        assert_eq!(company.auth.accounts().await.unwrap()[0].state, AccountState::Disabled);
        assert!(!company.auth.disable_account(NAME, "system").await.unwrap(), "twice is once");
        let code = company.auth.reset_account(NAME, "system").await.unwrap().expose();
        company.try_at(NAME, &code, OFFICE).await.unwrap();
    }

    async fn a_session_of_an_account_disabled_behind_our_back_is_over(at: TestDatabase) {
        let company = Company::new(&at).await;
        let signed_in = company.sign_in().await;
        at.tamper("UPDATE account SET state = 'disabled'").await.unwrap();
        assert!(!company.is_open(&signed_in).await);
        assert!(company.auth.sessions_of(company.person).await.unwrap().is_empty());
    }

    async fn names_and_people_have_one_account_each(at: TestDatabase) {
        let company = Company::new(&at).await;
        for (person, name) in [(Uuid::now_v7(), "J.SMITH"), (company.person, "other")] {
            let taken = company.auth.add_account(person, name, "system").await;
            assert!(matches!(taken, Err(AuthError::Taken)), "{taken:?}");
        }
        let spaced = company.auth.add_account(Uuid::now_v7(), "j smith", "system").await;
        assert!(matches!(spaced, Err(AuthError::Name)));
        assert_eq!(company.auth.accounts().await.unwrap().len(), 1);
    }

    async fn a_hash_made_at_another_cost_is_renewed_at_sign_in(at: TestDatabase) {
        let company = Company::new(&at).await;
        let config = Config::default();
        let dearer = Argon2Settings { passes: 2, ..Argon2Settings::weak_for_tests() };
        let auth = Auth::new(at.db.clone(), dearer, config.session, config.lockout, company.clock.clone()).await.unwrap();
        let stored = || async { at.texts("SELECT password FROM account").await.remove(0) };
        let before = stored().await;
        assert!(auth.sign_in(NAME, &Password::from("a wrong password"), OFFICE.parse().unwrap(), Device::Own).await.is_err());
        assert_eq!(stored().await, before);
        auth.sign_in(NAME, &Password::from(RIGHT), OFFICE.parse().unwrap(), Device::Own).await.unwrap();
        assert!(stored().await.starts_with("$argon2id$v=19$m=64,t=2,p=1$"));
        auth.sign_in(NAME, &Password::from(RIGHT), OFFICE.parse().unwrap(), Device::Own).await.unwrap();
    }

    async fn the_audit_chain_names_the_first_altered_row(at: TestDatabase) {
        let company = Company::new(&at).await;
        company.sign_in().await;
        company.fail(2, OFFICE).await;
        assert_eq!(at.db.first_broken_audit_row().await.unwrap(), None);
        for trigger in ["audit_unchanged", "audit_kept"] {
            let sql = match at.db { Db::Sqlite(_) => format!("DROP TRIGGER {trigger}"), Db::Postgres(_) => format!("DROP TRIGGER {trigger} ON audit") };
            at.tamper(&sql).await.unwrap();
        }
        at.tamper("UPDATE audit SET subject = NULL WHERE no = 2").await.unwrap();
        assert_eq!(at.db.first_broken_audit_row().await.unwrap(), Some(2));
        at.tamper("DELETE FROM audit WHERE no = 1").await.unwrap();
        assert_eq!(at.db.first_broken_audit_row().await.unwrap(), Some(1));
        // Migrating puts the guards back.
        assert!(at.db.check(support::rows::link).await.unwrap().iter().any(|check| !check.ok));
        at.db.migrate().await.unwrap();
        assert!(at.tamper("DELETE FROM audit").await.is_err());
    }

    async fn what_no_rule_needs_is_forgotten(at: TestDatabase) {
        let company = Company::new(&at).await;
        company.fail(3, OFFICE).await;
        company.clock.advance(Duration::from_secs(1));
        let signed_in = company.sign_in().await;
        company.auth.sign_out(&signed_in.session.id).await.unwrap();
        assert_eq!(company.auth.prune().await.unwrap(), 0);
        company.clock.advance(HOUR);
        assert_eq!(company.auth.prune().await.unwrap(), 3, "the failures");
        company.clock.advance(8 * 24 * HOUR);
        assert_eq!(company.auth.prune().await.unwrap(), 0, "a device may still ask by the session whether its account was closed");
        company.clock.advance(23 * 24 * HOUR);
        assert_eq!(company.auth.prune().await.unwrap(), 2, "the session, and the address that was known");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_than_the_hasher_can_take_are_told_to_come_back() {
    support::database::on_sqlite(|at| async move {
        let clock = Clock::manual(START);
        let config = Config::default();
        // Dear enough that they pile up.
        let dear = Argon2Settings {
            memory_kib: 64 * 1024,
            passes: 2,
            lanes: 1,
        };
        let auth = Auth::new(at.db.clone(), dear, config.session, config.lockout, clock)
            .await
            .unwrap();
        let cores = std::thread::available_parallelism().unwrap().get();
        let password = Password::from(RIGHT);
        let names: Vec<String> = (0..cores + 16 + 8)
            .map(|number| format!("name{number}"))
            .collect();
        let attempts = names.iter().enumerate().map(|(number, name)| {
            let from = IpAddr::from([10, 0, 1, u8::try_from(number).unwrap()]);
            auth.sign_in(name, &password, from, Device::Own)
        });
        let outcomes = futures::future::join_all(attempts).await;
        let busy = outcomes
            .iter()
            .filter(|outcome| matches!(outcome, Err(AuthError::Busy)))
            .count();
        let wrong = outcomes
            .iter()
            .filter(|outcome| matches!(outcome, Err(AuthError::WrongNameOrPassword)))
            .count();
        assert_eq!(busy + wrong, outcomes.len(), "{outcomes:?}");
        assert!(busy >= 1, "nobody was turned away");
        // Those turned away do not count as failures.
        assert_eq!(
            at.texts("SELECT id FROM sign_in_attempt").await.len(),
            wrong
        );
    })
    .await;
}
