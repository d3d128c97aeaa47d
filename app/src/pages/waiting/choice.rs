//! Choosing between two versions: what the person decided, and what somebody else had made of it by then, side by side.

use domain::{
    command::Command,
    view::conflict::{self, Conflict},
};
use leptos::prelude::*;
use sync::replica::Refused;

use super::{facts, route_of};
use crate::{
    client::{Client, use_client},
    components::{Button, FactList, PAGE_HEADING_ID},
    pages::form::{Form, focus_soon},
};

/// Both sides of a refused command; none where there is nothing to choose.
pub(super) fn of(client: Client, refused: &Refused, command: &Command) -> Option<Conflict> {
    let given = (refused.pending.uuid(), refused.pending.sent.base_seq);
    // Whatever day is shown elsewhere: what is chosen here is what stands from now on.
    client.look_now(|sight| conflict::conflict(sight, command, given, &refused.rejection))?
}

/// "Choose between two versions", one choice after the other.
pub(super) fn section(to_choose: Memo<Vec<Conflict>>) -> impl IntoView {
    move || {
        let conflicts = to_choose.get();
        (!conflicts.is_empty()).then(|| {
            view! {
                <section class="section">
                    <h2>"Choose between two versions"</h2>
                    <p>"While you were working, the same was changed elsewhere. Nothing of yours is lost: read both, then choose."</p>
                    <ul class="rows">{conflicts.into_iter().map(choice).collect_view()}</ul>
                </section>
            }
        })
    }
}

fn choice(conflict: Conflict) -> impl IntoView {
    let client = use_client();
    let form = Form::new(format!("choose-{}", conflict.command));
    let (command, doing) = (conflict.command, conflict.doing);
    let put_away = move || {
        client.dismiss(command);
        focus_soon(PAGE_HEADING_ID);
    };
    let about = conflict.about.clone();
    let mine = conflict.again.map(|(label, again)| {
        let (id, about) = (form.id(), about.clone());
        let press = move |()| {
            if form.send(Ok(again.clone().into()), "Your choice is sent.") {
                put_away();
            }
        };
        view! {
            <Button id=id on_press=press>
                {label}
                <span class="visually-hidden">{format!(": “{about}”")}</span>
            </Button>
        }
    });
    view! {
        <li>
            <div class="stack choosing">
                <h3>{doing} ": " <a href=route_of(conflict.page).path()>{about.clone()}</a></h3>
                <div class="sides">
                    <div class="stack stack--tight">
                        <h4>{conflict.mine_is}</h4>
                        <FactList facts=facts(conflict.mine) />
                    </div>
                    <div class="stack stack--tight">
                        <h4>"As it stands now"</h4>
                        <FactList facts=facts(conflict.now) />
                    </div>
                </div>
                <div class="cluster">
                    {mine}
                    <Button on_press=move |()| put_away()>
                        {conflict.leave}
                        <span class="visually-hidden">{format!(": “{about}”")}</span>
                    </Button>
                </div>
            </div>
        </li>
    }
}
