//! The embedded JavaScript engine with the chart library in it.

use std::{
    cell::Cell,
    path::Path,
    rc::Rc,
    time::{Duration, Instant},
};

use rquickjs::{CatchResultExt, Context, Ctx, Function, Runtime};

use super::{Chart, ChartError};

/// Stack of the engine. The library recurses through its scales and texts, far less than this.
pub(super) const STACK_BYTES: usize = 2 * 1024 * 1024;

/// Memory of the engine: about six times what the library and a large chart take.
const MEMORY_BYTES: usize = 128 * 1024 * 1024;

/// What the library expects of a browser and does not need for a still picture.
const STAND_INS: &str = "
globalThis.setTimeout = () => 0;
globalThis.clearTimeout = () => {};
globalThis.console = { log() {}, warn() {}, error() {} };
";

/// One still picture. `dispose` lets the engine forget the chart.
const DRAW: &str = "
globalThis.draw = (option, width, height) => {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ ...JSON.parse(option), animation: false });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
};
";

/// An engine that has loaded the library.
pub(super) struct Engine {
    context: Context,
    patience: Duration,
    ends: Rc<Cell<Instant>>,
}

impl Engine {
    /// Loads the library.
    pub(super) fn load(library: &Path, patience: Duration) -> Result<Self, ChartError> {
        let source = std::fs::read(library).map_err(|source| ChartError::Library {
            path: library.display().to_string(),
            source,
        })?;
        let failed = |error: rquickjs::Error| ChartError::Script(error.to_string());
        let runtime = Runtime::new().map_err(failed)?;
        runtime.set_memory_limit(MEMORY_BYTES);
        runtime.set_max_stack_size(STACK_BYTES);
        let ends = Rc::new(Cell::new(Instant::now()));
        let watched = ends.clone();
        runtime.set_interrupt_handler(Some(Box::new(move || Instant::now() >= watched.get())));
        let engine = Self {
            context: Context::full(&runtime).map_err(failed)?,
            patience,
            ends,
        };
        engine.within_patience(|context| {
            for script in [STAND_INS.as_bytes(), source.as_slice(), DRAW.as_bytes()] {
                context
                    .eval::<(), _>(script)
                    .catch(context)
                    .map_err(|error| ChartError::Script(error.to_string()))?;
            }
            Ok(())
        })?;
        Ok(engine)
    }

    /// Draws a chart as SVG text.
    pub(super) fn draw(&self, chart: &Chart) -> Result<String, ChartError> {
        self.within_patience(|context| {
            context
                .globals()
                .get::<_, Function<'_>>("draw")
                .and_then(|draw| draw.call((chart.option.as_str(), chart.width, chart.height)))
                .catch(context)
                .map_err(|error| ChartError::Script(error.to_string()))
        })
    }

    /// Runs something that is stopped when it takes too long.
    fn within_patience<T>(
        &self,
        run: impl FnOnce(&Ctx<'_>) -> Result<T, ChartError>,
    ) -> Result<T, ChartError> {
        let ends = Instant::now() + self.patience;
        self.ends.set(ends);
        let done = self.context.with(|context| run(&context));
        if done.is_err() && Instant::now() >= ends {
            return Err(ChartError::TooLong {
                patience: self.patience,
            });
        }
        done
    }
}
