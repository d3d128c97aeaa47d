//! Charts as SVG, drawn on the server by the same library and from the same options as in the app.
//!
//! One thread owns an embedded JavaScript engine with the chart library in it, because an engine is for one thread and takes a
//! quarter of a second to load. Whoever wants a chart sends it a [`Chart`] and waits. What comes back is read into a
//! [`Drawing`]: elements and attributes from closed lists, no style, no script, nothing from elsewhere.

mod clean;
mod engine;

use std::{path::Path, thread, time::Duration};

use app::public_site::Drawing;
use tokio::sync::{mpsc, oneshot};

pub use clean::{NotADrawing, clean};
use engine::Engine;

/// Where the chart library stands in the site folder.
const LIBRARY: &str = "server/echarts.js";

/// Charts that wait for the thread; whoever comes after them waits for a place.
const WAITING_MAX: usize = 32;

/// How long loading the library or drawing one chart may take: a hundred times what they do.
const PATIENCE: Duration = Duration::from_secs(20);

/// A chart to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Stands before every id in the drawing, so that two drawings on a page do not share one: letters, digits, hyphens.
    pub name: String,
    /// The option of the chart library, as JSON.
    pub option: String,
    /// In pixels of the drawing.
    pub width: u32,
    /// In pixels of the drawing.
    pub height: u32,
}

/// Why there is no drawing. A page then shows the table alone.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// The file of the chart library is not there or cannot be read.
    #[error("the chart library {path} cannot be read; build the site again with `make run`")]
    Library {
        /// Where it was looked for.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The library, or the option it was given, made the engine stop.
    #[error("the chart library could not draw this chart: {0}")]
    Script(String),
    /// The chart took longer than any chart should.
    #[error("drawing a chart took longer than {patience:?} and was stopped")]
    TooLong {
        /// How long it was let run.
        patience: Duration,
    },
    /// What was drawn holds something that a page may not show.
    #[error("the chart library drew something that pages do not show: {0}")]
    NotADrawing(#[from] NotADrawing),
    /// The thread has ended, as it does when the server stops.
    #[error("charts are no longer drawn, because the server is stopping")]
    Stopped,
}

/// Draws charts; a copy of it draws on the same thread.
#[derive(Clone, Debug)]
pub struct ChartRenderer {
    jobs: mpsc::Sender<Job>,
}

/// A chart and where its drawing goes.
struct Job {
    chart: Chart,
    answer: oneshot::Sender<Result<Drawing, ChartError>>,
}

impl ChartRenderer {
    /// Starts the thread. The library is read from the site folder when the first chart is asked for.
    ///
    /// # Errors
    /// What the system says when there can be no more threads.
    pub fn start(site: &Path) -> std::io::Result<Self> {
        Self::with_patience(site, PATIENCE)
    }

    /// As [`ChartRenderer::start`], for drawings that may take so long.
    ///
    /// # Errors
    /// As there.
    pub fn with_patience(site: &Path, patience: Duration) -> std::io::Result<Self> {
        let library = site.join(LIBRARY);
        let (jobs, waiting) = mpsc::channel(WAITING_MAX);
        thread::Builder::new()
            .name("charts".to_owned())
            .stack_size(engine::STACK_BYTES * 2)
            .spawn(move || work(&library, patience, waiting))?;
        Ok(Self { jobs })
    }

    /// Draws a chart.
    ///
    /// # Errors
    /// See [`ChartError`].
    pub async fn draw(&self, chart: Chart) -> Result<Drawing, ChartError> {
        let (answer, drawn) = oneshot::channel();
        let job = Job { chart, answer };
        self.jobs.send(job).await.map_err(|_| ChartError::Stopped)?;
        drawn.await.map_err(|_| ChartError::Stopped)?
    }
}

/// The thread's work: until nobody can ask any more. An engine that failed is thrown away, and the next chart gets a new one.
fn work(library: &Path, patience: Duration, mut waiting: mpsc::Receiver<Job>) {
    let mut engine: Option<Engine> = None;
    while let Some(Job { chart, answer }) = waiting.blocking_recv() {
        let drawn = draw(&mut engine, library, patience, &chart);
        if drawn.is_err() {
            engine = None;
        }
        // Whoever asked may have gone away; the drawing is then not wanted.
        let _ = answer.send(drawn);
    }
}

fn draw(
    engine: &mut Option<Engine>,
    library: &Path,
    patience: Duration,
    chart: &Chart,
) -> Result<Drawing, ChartError> {
    let loaded = match engine.take() {
        Some(loaded) => loaded,
        None => Engine::load(library, patience)?,
    };
    let svg = engine.insert(loaded).draw(chart)?;
    Ok(clean(&svg, &chart.name)?)
}
