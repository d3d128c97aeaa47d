//! Every component once, in each of its states, for the tests of the markup. The figures are made up.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use crate::components::*;

/// The staff app's components, in the app's frame.
pub fn app_gallery(interactive: bool) -> AnyView {
    let places = vec![
        Place::new("My work", "/app"),
        Place::new("1:1s", "/app/one-to-ones"),
        Place::new("Scorecard", "/app/scorecard"),
        Place::new("Indicators", "/app/indicators"),
        Place::new("More", "/app/more"),
    ];
    view! {
        <AppFrame
            brand="South Essex Homes"
            home="/app"
            places=places
            current=String::from("/app/scorecard")
            save=SaveStatus::Waiting(3)
            printed=String::from("Throughline, as at 21 November 2026.")
        >
            {line()}
            <PageHeading
                title="Repairs are on target; voids are not"
                lead=Some("38 of 46 measures meet their target. Empty homes take 18.1 days to let again; the target is 17.".to_owned())
            >
                <StatusMark kind=StatusKind::CloseToTarget />
                <Tag text="Illustrative" />
                <Tag kind=TagKind::Strong text="Key Performance Indicator" />
            </PageHeading>
            {scorecard()}
            {cascade(interactive)}
            {tables()}
            {form()}
            {states()}
        </AppFrame>
    }
    .into_any()
}

/// The public site's components, in its frame.
pub fn public_gallery() -> AnyView {
    let places = vec![
        Place::new("How are we doing?", "/"),
        Place::new("By service", "/services"),
        Place::new("What residents said matters", "/priorities"),
    ];
    let foot = || {
        view! {
            <p>"Ask for this page in large print, or in your language."</p>
            <SourceLine text="Figures are illustrative. As at 21 November 2026." />
        }
    };
    view! {
        <SiteFrame brand="South Essex Homes" places=places current="/" foot=foot>
            <PageHeading
                title="How are we doing?"
                lead=Some("Most of what you told us matters is on target. Letting empty homes is not.".to_owned())
            />
            <section class="section">
                <h2>"Our key"</h2>
                <ColourKey />
            </section>
            {chart()}
            {definition()}
        </SiteFrame>
    }
    .into_any()
}

fn line() -> AnyView {
    let stop = |kind: &str, name: &str, here: bool| Stop {
        kind: kind.to_owned(),
        name: name.to_owned(),
        href: (!here).then(|| "/app/objective/1".to_owned()),
        here,
        gap: false,
    };
    let stops = vec![
        stop("Person", "Sam Okoro", true),
        stop("Team", "Responsive repairs", false),
        stop("Service", "Property services", false),
        Stop {
            gap: true,
            href: None,
            ..stop("Priority", "No priority yet", false)
        },
        stop("Perspective", "Homes and services", false),
    ];
    view! { <Breadcrumb stops=stops /> }.into_any()
}

fn reading(score: Option<&str>, status: StatusKind, coverage: &str) -> ScoreReading {
    ScoreReading {
        score: score.map(str::to_owned),
        status,
        coverage: coverage.to_owned(),
        counts: Counts {
            on: 38,
            close: 2,
            off: 6,
            of: 46,
            percent: Some(83),
            no_data: 2,
        },
    }
}

fn scorecard() -> AnyView {
    let unknown = ScoreReading {
        counts: Counts::default(),
        ..reading(None, StatusKind::NotEnoughData, "Based on 40% of measures")
    };
    view! {
        <section class="section">
            <h2>"Balanced Scorecard, 2026/27 Q2"</h2>
            <div>
                <ScoreLine
                    name="Residents and customers"
                    href="/app/perspective/1".to_owned()
                    reading=reading(Some("95.0"), StatusKind::OnTarget, "")
                >
                    <Disclosure>{steps}</Disclosure>
                </ScoreLine>
                <ScoreLine
                    name="Homes and services"
                    href=Some("/app/perspective/2".to_owned())
                    reading=reading(Some("73.9"), StatusKind::CloseToTarget, "Based on 75% of measures")
                >
                    <Disclosure summary="How this score is worked out" open=true>{steps_open}</Disclosure>
                </ScoreLine>
                <ScoreLine
                    name="People and learning"
                    reading=unknown
                />
            </div>
        </section>
    }
    .into_any()
}

fn steps() -> AnyView {
    working("steps").into_any()
}

fn steps_open() -> AnyView {
    working("steps-open").into_any()
}

fn working(id: &'static str) -> impl IntoView {
    let step = |says: &str, expression: &str, value: &str| Step {
        says: says.to_owned(),
        expression: expression.to_owned(),
        value: value.to_owned(),
        href: Some("/app/indicator/1".to_owned()),
    };
    let steps = vec![
        step(
            "Empty homes let again, average",
            "18.1 days, target 17",
            "67.6",
        ),
        step(
            "Satisfactory grounds at B standard",
            "97.8% of 100%",
            "89.0",
        ),
        Step {
            href: None,
            ..step(
                "Weighted average",
                "(100 × 3 + 67.6 × 2 + 8.3 × 1) ÷ 6",
                "73.9",
            )
        },
    ];
    view! { <StepsTable id=id caption=format!("Working {id}") steps=steps /> }
}

fn cascade(interactive: bool) -> AnyView {
    let person = |id: &str, label: &str, percent: Option<u8>| TreeNode {
        id: id.to_owned(),
        kind: "Staff objective".to_owned(),
        label: label.to_owned(),
        href: Some("/app/objective/9".to_owned()),
        note: "Sam Okoro".to_owned(),
        progress: Some(percent),
        ..TreeNode::default()
    };
    let team = TreeNode {
        id: "team".to_owned(),
        kind: "Team objective".to_owned(),
        label: "Let empty homes again in 17 days or fewer".to_owned(),
        href: Some("/app/objective/2".to_owned()),
        note: "Voids team".to_owned(),
        status: Some(StatusKind::CloseToTarget),
        progress: Some(Some(64)),
        children: Arc::from([
            person(
                "a",
                "Inspect within two days of the keys coming back",
                Some(45),
            ),
            person("b", "Agree one list of works with the contractor", None),
        ]),
        ..TreeNode::default()
    };
    let hollow = TreeNode {
        id: "hollow".to_owned(),
        kind: "Service objective".to_owned(),
        label: "Fewer missed appointments".to_owned(),
        note: "Property services".to_owned(),
        status: Some(StatusKind::NoData),
        progress: Some(None),
        gap: Some("no team carries this".to_owned()),
        ..TreeNode::default()
    };
    let top = TreeNode {
        id: "top".to_owned(),
        kind: "Corporate priority".to_owned(),
        label: "Good homes, well looked after".to_owned(),
        href: Some("/app/priority/1".to_owned()),
        status: Some(StatusKind::OffTarget),
        progress: Some(Some(52)),
        children: Arc::from([team, hollow]),
        ..TreeNode::default()
    };
    let nodes: Arc<[TreeNode]> = Arc::from([top]);
    let expanded = RwSignal::new(BTreeSet::from(["top".to_owned(), "team".to_owned()]));
    view! {
        <section class="section">
            <h2>"Who carries it"</h2>
            <Tree label="Cascade of Good homes, well looked after" nodes=nodes expanded=expanded interactive=interactive />
        </section>
    }
    .into_any()
}

fn tables() -> AnyView {
    let points = [
        Some(19.4),
        Some(19.0),
        None,
        Some(18.6),
        Some(18.9),
        Some(18.1),
    ];
    let run = view! { <Sparkline points=points.to_vec() target=Some(17.0) /> };
    let columns = vec![
        Column::text("Indicator"),
        Column::text("Status"),
        Column::number("Result"),
        Column::number("Target"),
        Column::text("Last six months"),
        Column::text("Objectives"),
    ];
    let link = |text: &str| Cell::Link {
        text: text.to_owned(),
        href: "/app/indicator/3".to_owned(),
    };
    let rows = vec![
        vec![
            link("Empty homes let again, average days"),
            Cell::Status(StatusKind::CloseToTarget),
            "18.1 days".into(),
            "17 days".into(),
            Cell::View(run.into_any()),
            Cell::Progress(Some(64)),
        ],
        vec![
            link("Grounds inspections a month"),
            Cell::Status(StatusKind::OffTarget),
            "49".into(),
            "60".into(),
            "".into(),
            Cell::Progress(None),
        ],
        vec![
            link("Fire doors with a valid in-time inspection"),
            Cell::Status(StatusKind::OnTarget),
            "100%".into(),
            "90%".into(),
            "".into(),
            Cell::Progress(Some(100)),
        ],
    ];
    view! {
        <section class="section">
            <h2>"Indicators"</h2>
            <DataTable id="indicators" caption="Homes and services, 2026/27 Q2 (July to September)" columns=columns rows=rows />
        </section>
    }
    .into_any()
}

fn form() -> AnyView {
    let problems = vec![
        FieldProblem {
            field: "title".to_owned(),
            message: "Enter what the objective is, in up to 200 characters".to_owned(),
        },
        FieldProblem {
            field: "progress".to_owned(),
            message: "Enter progress as a whole number from 0 to 100".to_owned(),
        },
    ];
    let [title_error, progress_error] =
        [0, 1].map(|index: usize| problems.get(index).map(|problem| problem.message.clone()));
    let options = vec![
        ChoiceOption::new("team", "Let empty homes again in 17 days or fewer"),
        ChoiceOption::new("other", "Answer complaints in time"),
    ];
    let stages = vec![
        ChoiceOption::new("draft", "Keep as a draft"),
        ChoiceOption::new("offer", "Offer it to my manager"),
    ];
    view! {
        <section class="section">
            <h2>"Agree an objective"</h2>
            <ErrorSummary problems=problems />
            <form class="form" method="post" action="/app/objective" novalidate>
                <Field id="title" name="title" label="Objective" hint="Begin with a verb." error=title_error value=String::new() />
                <TextArea id="why" name="why" label="Why it matters" value=String::from("Each day a home stands empty costs rent.") rows=3 />
                <SelectField id="link" name="link" label="Which objective does it serve?" options=options value=String::from("team") />
                <Field
                    id="progress"
                    name="progress"
                    label="Progress, in per cent"
                    error=progress_error
                    value=String::from("140")
                    kind=InputKind::Number
                    width=FieldWidth::Number
                />
                <Field id="due" name="due" label="By when" kind=InputKind::Date width=FieldWidth::Short value=String::from("2027-03-31") />
                <Choice name="stage" legend="What now?" options=stages value=String::from("offer") />
                <div class="cluster">
                    <Button kind=ButtonKind::Primary submit=true>"Agree objective"</Button>
                    <Button>"Ask for a change"</Button>
                    <Button kind=ButtonKind::Quiet>"Keep for later"</Button>
                    <Button kind=ButtonKind::Danger>"Withdraw objective"</Button>
                </div>
                <div class="cluster">
                    <Button id="close" disabled_because=Some("Record the final progress first".to_owned())>"Close objective"</Button>
                    <LinkButton href="/app/objective/new">"New objective"</LinkButton>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn states() -> AnyView {
    let dismiss = Callback::new(|()| ());
    let all = [
        SaveStatus::Saved,
        SaveStatus::SavedOnThisDevice,
        SaveStatus::Waiting(1),
        SaveStatus::NeedsChoice(1),
        SaveStatus::Refused(1),
        SaveStatus::NoConnection(Some(Since::Today(14, 5))),
        SaveStatus::Loading,
        SaveStatus::SignedOut(2),
    ];
    let all = all.map(
        |status| view! { <SaveState status=status choice_href=Some("/app/choices".to_owned()) /> },
    );
    view! {
        <section class="section">
            <h2>"What is told"</h2>
            <Notice title="Progress recorded" kind=NoticeKind::Done on_dismiss=dismiss />
            <Notice title="This objective cannot be agreed yet" kind=NoticeKind::Refusal on_dismiss=dismiss>
                <p>"It has no path to a corporate priority. Link it to an objective of your team first."</p>
            </Notice>
            <Notice title="Your next 1:1 is on 24 November 2026">
                <PersonLine name="Priya Shah" post="Repairs manager" href=Some("/app/person/2".to_owned()) />
            </Notice>
            <div class="cluster">{all.into_iter().collect_view()}</div>
            <ul class="rows">
                <li>
                    <a href="/app/one-to-one/1">"1:1 with Priya Shah"</a>
                    <span class="muted">"24 November 2026"</span>
                </li>
                <li>
                    <PersonLine name="Sam Okoro" post="Repairs officer" href=Some("/app/person/1".to_owned()) />
                    <ProgressBar percent=Some(45) />
                </li>
            </ul>
            <ThemeChoice theme=Theme::Cream />
            <TextSizeChoice size=TextSize::Normal />
        </section>
    }
    .into_any()
}

fn chart() -> AnyView {
    let table = || {
        let columns = vec![
            Column::text("Quarter"),
            Column::number("Average days"),
            Column::number("Target"),
        ];
        let row = |quarter: &str, days: &str| vec![quarter.into(), days.into(), "17".into()];
        let rows = vec![row("2025/26 Q4", "19.4"), row("2026/27 Q1", "18.1")];
        view! { <DataTable id="days" caption="Days to let an empty home again" columns=columns rows=rows /> }
    };
    view! {
        <section class="section">
            <h2>"Empty homes"</h2>
            <ChartFigure
                id="empty-homes"
                heading="Empty homes are let sooner than last year, not yet in 17 days"
                sentence="The average fell from 19.4 to 18.1 days; the target is 17."
                table=table
                source="Source: illustrative figures. As at 21 November 2026."
            >
                <svg viewBox="0 0 600 240" width="600" height="240">
                    <path d="M0 200H600" stroke="#D9D9D9" />
                    <path d="M0 170H600" stroke="#3D3D3D" stroke-dasharray="6 4" />
                    <path d="M20 60 300 110 580 140" stroke="#12436D" stroke-width="3" fill="none" />
                    <text x="480" y="128" fill="#12436D" font-size="18">
                        "18.1 days"
                    </text>
                    <text x="20" y="190" fill="#3D3D3D" font-size="18">
                        "Target 17 days"
                    </text>
                </svg>
            </ChartFigure>
        </section>
    }
    .into_any()
}

fn definition() -> AnyView {
    let facts = vec![
        Fact::new(
            "What it measures",
            "The time to prepare an empty home and let it again",
        ),
        Fact::new("How", "Total days empty ÷ homes let in the period"),
        Fact::new("Owner", "Head of Property Services (illustrative)"),
    ];
    view! {
        <section class="section">
            <h2>"About this indicator"</h2>
            <FactList facts=facts />
            <PersonLine name="Priya Shah" />
        </section>
    }
    .into_any()
}
