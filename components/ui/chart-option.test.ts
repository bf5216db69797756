import { describe, expect, it } from "vitest"
import { chartOption, type ChartColours } from "./chart-option"
import type { ChartProps } from "./chart"

const colours: ChartColours = {
  text: "text",
  muted: "muted",
  line: "line",
  ground: "ground",
  palette: ["first", "second"],
  meaning: { neutral: "n", active: "a", info: "i", ok: "green", warning: "w", late: "orange", breached: "red" },
  font: "Geist",
}
const option = (props: Pick<ChartProps, "kind" | "labels" | "series" | "goal" | "isLegendHidden">) => {
  const { series, legend, xAxis } = chartOption({ ...props, formatValue: String }, colours)
  return { series: [series ?? []].flat(), legend: [legend ?? []].flat()[0], xAxis: [xAxis ?? []].flat()[0] }
}
const two = [
  { name: "Answered", values: [3, null], meaning: "ok" as const },
  { name: "All", values: [4, 5] },
]

describe("chartOption", () => {
  it("gives a series its meaning's colour, and the others the palette's by their place", () => {
    expect(option({ kind: "bar", labels: ["a", "b"], series: two }).series.map(({ color }) => color)).toEqual([
      "green",
      "second",
    ])
  })

  it("stacks only stacked bars", () => {
    const stacks = (kind: ChartProps["kind"]) =>
      option({ kind, labels: [], series: two }).series.map((series) => ("stack" in series ? series.stack : undefined))
    expect(stacks("stacked")).toEqual(["all", "all"])
    expect(stacks("bar")).toEqual([undefined, undefined])
    expect(stacks("line")).toEqual([undefined, undefined])
  })

  it("keeps gaps as gaps", () => {
    expect(option({ kind: "line", labels: ["a", "b"], series: two }).series[0]).toMatchObject({
      data: [3, null],
      connectNulls: false,
    })
  })

  it("shows a legend for more than one series, unless told not to", () => {
    const shown = (series: typeof two, isLegendHidden?: boolean) =>
      option({ kind: "bar", labels: [], series, isLegendHidden }).legend?.show
    expect([shown(two), shown(two.slice(0, 1)), shown(two, true)]).toEqual([true, false, false])
  })

  it("draws the goal once", () => {
    const { series } = option({ kind: "line", labels: [], series: two, goal: { value: 80, label: "80 %" } })
    expect(series.map((one) => one.markLine !== undefined)).toEqual([true, false])
  })
})
