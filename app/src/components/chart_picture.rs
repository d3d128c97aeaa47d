//! The picture of a chart in the browser. ECharts is fetched when the first picture is shown, and draws SVG without inline
//! style. What it cannot do is said in words, and the table beside it has every figure.

use domain::view::reading::Series;
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, ResizeObserver};

use crate::charts;

/// Height in root text sizes, as the style sheet keeps free.
const HEIGHT: f64 = 20.0;
/// The root text size of a browser that does not say.
const USUAL_TEXT: f64 = 16.0;
/// The width of a place that has none yet, such as on a page still hidden.
const USUAL_WIDTH: f64 = 640.0;

/// The picture of an indicator's figures, for within a `ChartFigure`.
#[component]
pub fn ChartPicture(
    /// What is drawn.
    series: Series,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let failed = RwSignal::new(false);
    let drawing = StoredValue::new_local(None::<Drawing>);
    Effect::new(move |_| {
        let Some(place) = place.get() else {
            return;
        };
        let series = series.clone();
        spawn_local(async move {
            match Drawing::begin(place.into(), series).await {
                Ok(drawn) => {
                    // The page may have gone while the library came; then the drawing comes back, and is dropped.
                    let _ = drawing.try_set_value(Some(drawn));
                }
                Err(_) => {
                    let _ = failed.try_set(true);
                }
            }
        });
    });
    on_cleanup(move || {
        let _ = drawing.try_set_value(None);
    });
    view! {
        <div node_ref=place></div>
        {move || failed.get().then(|| view! {
            <p class="muted">"The picture could not be drawn on this device. The table has every figure."</p>
        })}
    }
}

/// A drawn chart, which follows the size of its place until it is dropped.
struct Drawing {
    chart: JsValue,
    observer: ResizeObserver,
    /// Called by the browser for as long as the observer lives.
    _resized: Closure<dyn FnMut()>,
}

impl Drawing {
    async fn begin(place: Element, series: Series) -> Result<Self, JsValue> {
        let throughline = Reflect::get(&js_sys::global(), &"throughline".into())?;
        let coming = call(&throughline, "charts", &[])?;
        let library = JsFuture::from(Promise::resolve(&coming)).await?;
        let text = text_size();
        let size = size(&place, text);
        Reflect::set(&size, &"renderer".into(), &"svg".into())?;
        let chart = call(
            &library,
            "init",
            &[place.clone().into(), JsValue::NULL, size.into()],
        )?;
        draw(&chart, &series, text)?;
        let frame = place.parent_element().unwrap_or_else(|| place.clone());
        let resized = {
            let (chart, mut drawn_with) = (chart.clone(), text);
            Closure::new(move || {
                let text = text_size();
                // A chart that cannot be resized stays as it is; its table is beside it.
                let _ = call(&chart, "resize", &[size_of(&place, text)]);
                if (text - drawn_with).abs() > f64::EPSILON {
                    drawn_with = text;
                    let _ = draw(&chart, &series, text);
                }
            })
        };
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref())?;
        observer.observe(&frame);
        Ok(Self {
            chart,
            observer,
            _resized: resized,
        })
    }
}

impl Drop for Drawing {
    fn drop(&mut self) {
        self.observer.disconnect();
        // One that is gone already has nothing to give back.
        let _ = call(&self.chart, "dispose", &[]);
    }
}

fn draw(chart: &JsValue, series: &Series, text: f64) -> Result<(), JsValue> {
    let Some(option) = charts::line(series, text) else {
        return Ok(());
    };
    let option = js_sys::JSON::parse(&option)?;
    call(chart, "setOption", &[option, JsValue::TRUE])?;
    Ok(())
}

fn size_of(place: &Element, text: f64) -> JsValue {
    size(place, text).into()
}

fn size(place: &Element, text: f64) -> Object {
    let width = match place.client_width() {
        0 => USUAL_WIDTH,
        some => f64::from(some),
    };
    let size = Object::new();
    // Setting a member of a new plain object cannot fail.
    let _ = Reflect::set(&size, &"width".into(), &width.into());
    let _ = Reflect::set(&size, &"height".into(), &(HEIGHT * text).into());
    size
}

/// The reader's text size in pixels, as the root element has it.
fn text_size() -> f64 {
    let style = || -> Result<JsValue, JsValue> {
        let root = document().document_element().ok_or(JsValue::NULL)?;
        let style = call(&window(), "getComputedStyle", &[root.into()])?;
        Reflect::get(&style, &"fontSize".into())
    };
    style()
        .ok()
        .and_then(|size| size.as_string())
        .and_then(|size| size.trim_end_matches("px").parse().ok())
        .unwrap_or(USUAL_TEXT)
}

fn call(target: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function = Reflect::get(target, &name.into())?.dyn_into::<Function>()?;
    let list: Array = arguments.iter().collect();
    function.apply(target, &list)
}
