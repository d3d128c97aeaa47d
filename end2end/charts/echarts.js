// The part of ECharts in use: three chart types on a Cartesian grid, drawn as SVG. A type that a page needs is added here.
// Left out on purpose: titles (the page's heading is the title), canvas, and ECharts' own descriptions for screen readers,
// because every chart has its sentence and its table beside it.
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { DatasetComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([
  BarChart,
  LineChart,
  ScatterChart,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
]);

export { init };
