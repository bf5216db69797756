import type { BpmnModdle } from "bpmn-moddle"
import { firstcallPackage } from "./extension"

let loading: Promise<BpmnModdle> | null = null

/** The library that reads and writes BPMN (its meta-model is 80 kB), loaded when the first file comes. */
export function loadModdle(): Promise<BpmnModdle> {
  loading ??= import("bpmn-moddle").then((library) => new library.BpmnModdle({ firstcall: firstcallPackage }))
  return loading
}
