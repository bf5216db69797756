"use client"

import { BarChart, LineChart } from "echarts/charts"
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components"
import * as echarts from "echarts/core"
import { SVGRenderer } from "echarts/renderers"
import { useTheme } from "next-themes"
import { useEffect, useEffectEvent, useRef } from "react"
import type { ChartProps } from "./chart"
import { chartOption, readChartColours } from "./chart-option"

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer])

/** The drawn half of Chart; loaded on demand. Redraws with new data, a new theme and a new width. */
export function ChartCanvas(props: ChartProps & { height: number; formatValue: (value: number) => string }) {
  const { resolvedTheme } = useTheme()
  const frame = useRef<HTMLDivElement>(null)
  const chart = useRef<echarts.ECharts | null>(null)

  useEffect(() => {
    if (!frame.current) return
    const instance = echarts.init(frame.current, null, { renderer: "svg" })
    chart.current = instance
    const observer = new ResizeObserver(() => instance.resize())
    observer.observe(frame.current)
    return () => {
      observer.disconnect()
      instance.dispose()
      chart.current = null
    }
  }, [])

  // Parents pass new arrays on every render; only new figures may redraw, or every tick would start the animation.
  const figures = JSON.stringify([props.kind, props.labels, props.series, props.goal, props.isLegendHidden])
  const draw = useEffectEvent(() => {
    if (!frame.current) return
    chart.current?.setOption(chartOption(props, readChartColours(frame.current)), { notMerge: true })
  })
  useEffect(() => draw(), [figures, resolvedTheme])

  return <div ref={frame} className="size-full" />
}
