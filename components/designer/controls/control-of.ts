import type { ComponentType } from "react"
import type { PanelControl } from "@/core/flow/node-kind"
import { ChannelsControl } from "./channels-control"
import { ChoiceControl } from "./choice-control"
import type { ControlProps } from "./control"
import { FieldsControl, ResolutionControl, ScoreFieldControl } from "./form-controls"
import { MovesControl } from "./moves-control"
import { PassControl } from "./pass-control"
import { PeopleControl } from "./people-control"
import { RejectPolicyControl } from "./reject-policy-control"
import { SlaControl } from "./sla-control"
import { TemplateControl } from "./template-control"
import { LongTextControl, NumberControl, SwitchControl, TextControl } from "./text-controls"
import { ValuesControl } from "./values-control"
import { WaitControl } from "./wait-control"
import { DistributionControl, EmptyRuleControl } from "./who-controls"

/** How each kind of field is edited. A new control is one file and one entry here. */
export const controlOf: Record<PanelControl, ComponentType<ControlProps>> = {
  text: TextControl,
  longText: LongTextControl,
  template: TemplateControl,
  number: NumberControl,
  switch: SwitchControl,
  choice: ChoiceControl,
  people: PeopleControl,
  distribution: DistributionControl,
  emptyRule: EmptyRuleControl,
  pass: PassControl,
  sla: SlaControl,
  visitSla: SlaControl,
  fields: FieldsControl,
  formFields: FieldsControl,
  channels: ChannelsControl,
  resolution: ResolutionControl,
  scoreField: ScoreFieldControl,
  moves: MovesControl,
  rejectPolicy: RejectPolicyControl,
  values: ValuesControl,
  wait: WaitControl,
}
