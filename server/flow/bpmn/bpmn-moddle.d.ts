declare module "bpmn-moddle" {
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>)
    create(type: string, attributes?: Record<string, unknown>): unknown
    fromXML(xml: string): Promise<{
      rootElement: unknown
      warnings: { message: string; element?: unknown; property?: string; value?: string }[]
    }>
    toXML(element: unknown, options?: { format?: boolean }): Promise<{ xml: string }>
  }
}
