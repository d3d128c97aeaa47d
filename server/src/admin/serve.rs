//! `throughline serve`: the staff app and the public site until told to stop.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use app::public_site::Links;
use axum::serve::{ListenerExt, TapIo};
use tokio::net::{TcpListener, TcpStream};

use super::{AdminError, auth, open};
use crate::{
    auth::Auth, charts::ChartRenderer, clock::Clock, config::Config, error::with_causes,
    import_api::Kept, public::PublicPages, router, site::Site, staff_shell, state::State,
    storage::Options, sync::Node,
};

/// How long open requests may take to end once the server is told to stop.
const STOP_WITHIN: Duration = Duration::from_secs(5);
/// How long the database may take over one thing before its connections are given up and a device is told to try again: less than
/// the five seconds within which the server is back once the database is.
const DATABASE_WITHIN: Duration = Duration::from_millis(2_500);
/// How often a look for sessions ended by another node is taken.
const ENDED_EVERY: Duration = Duration::from_secs(2);

/// How often sessions that are long over are taken away.
const PRUNE_EVERY: Duration = Duration::from_secs(3_600);

/// Serves until the process is told to stop.
pub async fn run() -> Result<(), AdminError> {
    let (config, db) = open(Options {
        create: false,
        limit: DATABASE_WITHIN,
        ..Options::default()
    })
    .await?;
    log(&config.log);
    if !db.missing_migrations().await?.is_empty() {
        return Err(AdminError::Refused(
            "The database does not have this version's schema. Back it up, then run `throughline migrate`.".to_owned(),
        ));
    }
    let site = Site::read(&config.site)?;
    let auth = auth(&config, &db).await?;
    let _watch = auth.watch_ended(ENDED_EVERY);
    let node = Node::start(db, Clock::System).await?;
    tokio::spawn(prune(auth.clone(), node.clone()));
    let public = public_pages(&node, &site, &config);
    let address = config.listen;
    let state = Arc::new(State {
        shell: staff_shell::html(&site),
        config,
        node,
        auth,
        site,
        imports: Kept::default(),
    });
    let listener = listen(address).await?;
    println!("Throughline is at http://{address} (staff: http://{address}/app)");
    let service =
        router::router(state, public.router()).into_make_service_with_connect_info::<SocketAddr>();
    let stopping = Arc::new(tokio::sync::Notify::new());
    let told = stopping.clone();
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
        told_to_stop().await;
        told.notify_one();
    });
    // Open sockets would keep the server for ever; they reconnect when it is back.
    let deadline = async {
        stopping.notified().await;
        tokio::time::sleep(STOP_WITHIN).await;
    };
    tokio::select! {
        served = serving => served.map_err(|source| AdminError::Listen { address, source })?,
        () = deadline => tracing::info!("open connections were closed"),
    }
    Ok(())
}

/// Listens, and sends what is written at once: the system otherwise holds a small message back until the one before it has
/// been acknowledged, and most messages here are small.
async fn listen(
    address: SocketAddr,
) -> Result<TapIo<TcpListener, impl FnMut(&mut TcpStream)>, AdminError> {
    let listener = TcpListener::bind(address)
        .await
        .map_err(|source| AdminError::Listen { address, source })?;
    Ok(listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(cause = %error, "a connection sends small messages late");
        }
    }))
}

/// Takes away, now and then, sessions and sign-in attempts that no longer count, and what was asked for long ago in its own words.
async fn prune(auth: Auth, node: Node) {
    loop {
        if let Err(error) = auth.prune().await {
            tracing::warn!(cause = %with_causes(&error), "old sessions were not taken away");
        }
        match node.blank_old_commands().await {
            Ok(0) => {}
            Ok(blanked) => tracing::info!(blanked, "commands older than 400 days were blanked"),
            Err(error) => {
                tracing::warn!(cause = %with_causes(&error), "old commands were not blanked");
            }
        }
        tokio::time::sleep(PRUNE_EVERY).await;
    }
}

/// The public pages on this node. Without the chart library a page has its tables and no picture, and the log says why.
fn public_pages(node: &Node, site: &Site, config: &Config) -> PublicPages {
    let charts = ChartRenderer::start(site.folder())
        .inspect_err(|error| tracing::error!(cause = %with_causes(error), "charts are not drawn"))
        .ok();
    let (company, clock) = (node.clone(), node.clock().clone());
    PublicPages {
        company: Arc::new(move || company.company()),
        today: Arc::new(move || clock.today()),
        links: Links::found(|name| site.path(name)),
        charts,
        tls: config.public_url.as_ref().is_some_and(|url| url.is_tls()),
    }
}

fn log(filter: &str) {
    let filter = tracing_subscriber::EnvFilter::try_new(filter)
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    let mut terminate =
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(terminate) => terminate,
            Err(_) => {
                let _ = interrupt.await;
                return;
            }
        };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
}
