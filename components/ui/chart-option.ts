import type { BarSeriesOption, LineSeriesOption } from "echarts/charts"
import type { ComposeOption } from "echarts/core"
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from "echarts/components"
import type { ChartProps, ChartSeries } from "./chart"
import { meanings, statusVariable, type Meaning } from "./status"

export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption
>

export interface ChartColours {
  text: string
  muted: string
  line: string
  ground: string
  palette: string[]
  meaning: Record<Meaning, string>
  font: string
}

/** Series without a meaning take these in turn: the accent first, then hues that stay apart for colour-blind eyes. */
const paletteVariables = ["--accent", "--chart-2", "--chart-3", "--chart-4", "--chart-5"]

/** The theme's colours as the browser computes them now: echarts knows neither CSS variables nor oklch. */
export function readChartColours(element: HTMLElement): ChartColours {
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  const style = getComputedStyle(element)
  const read = (variable: string) => {
    if (!probe) return "#888"
    probe.clearRect(0, 0, 1, 1)
    probe.fillStyle = style.getPropertyValue(variable).trim()
    probe.fillRect(0, 0, 1, 1)
    const [r = 0, g = 0, b = 0] = probe.getImageData(0, 0, 1, 1).data
    return `rgb(${r}, ${g}, ${b})`
  }
  return {
    text: read("--foreground"),
    muted: read("--muted"),
    line: read("--separator"),
    ground: read("--overlay"),
    palette: paletteVariables.map(read),
    meaning: Object.fromEntries(meanings.map((meaning) => [meaning, read(statusVariable[meaning])])) as Record<
      Meaning,
      string
    >,
    font: style.fontFamily,
  }
}

/** The echarts option of a chart in our look. Pure. */
export function chartOption(
  props: Pick<ChartProps, "kind" | "labels" | "series" | "goal" | "isLegendHidden"> & {
    formatValue: (value: number) => string
  },
  colours: ChartColours,
): ChartOption {
  const colourOf = (series: ChartSeries, index: number) =>
    (series.meaning ? colours.meaning[series.meaning] : colours.palette[index % colours.palette.length]) ?? colours.text
  const hasLegend = props.series.length > 1 && !props.isLegendHidden
  const text = { fontFamily: colours.font, fontSize: 12, color: colours.muted }
  const goal = props.goal && {
    silent: true,
    symbol: "none",
    lineStyle: { color: colours.muted, type: "dashed" as const, width: 1 },
    label: { ...text, formatter: props.goal.label, position: "insideEndTop" as const },
    data: [{ yAxis: props.goal.value }],
  }
  return {
    animationDuration: 240,
    textStyle: text,
    grid: {
      left: 4,
      right: 8,
      top: hasLegend ? 34 : 12,
      bottom: 2,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    legend: {
      show: hasLegend,
      top: 0,
      left: 0,
      icon: "roundRect",
      itemWidth: 10,
      itemHeight: 10,
      itemGap: 16,
      textStyle: text,
    },
    tooltip: {
      trigger: "axis",
      axisPointer: { type: props.kind === "line" ? "line" : "shadow", lineStyle: { color: colours.muted, width: 1 } },
      backgroundColor: colours.ground,
      borderColor: colours.line,
      borderWidth: 1,
      padding: [8, 10],
      extraCssText: "box-shadow:none;border-radius:8px;font-variant-numeric:tabular-nums",
      textStyle: { ...text, color: colours.text },
      valueFormatter: (value) => (typeof value === "number" ? props.formatValue(value) : "—"),
      confine: true,
    },
    xAxis: {
      type: "category",
      data: [...props.labels],
      boundaryGap: props.kind !== "line",
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      splitNumber: 4,
      splitLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...text, formatter: (value: number) => props.formatValue(value) },
    },
    series: props.series.map((series, index) => {
      const colour = colourOf(series, index)
      const base = {
        name: series.name,
        data: [...series.values],
        color: colour,
        ...(index === 0 && goal && { markLine: goal }),
      }
      return props.kind === "line"
        ? { ...base, type: "line", showSymbol: false, symbolSize: 6, lineStyle: { width: 2 }, connectNulls: false }
        : {
            ...base,
            type: "bar",
            barMaxWidth: 28,
            ...(props.kind === "stacked" && { stack: "all" }),
            itemStyle: { borderRadius: props.kind === "stacked" ? 0 : [3, 3, 0, 0] },
          }
    }),
  }
}
