import type { ComponentType } from "react"
import type { PanelControl } from "@/core/flow/node-kind"
import { AttemptsControl } from "./attempts-control"
import { ChannelsControl } from "./channels-control"
import { ChoiceControl } from "./choice-control"
import type { ControlProps } from "./control"
import { CustomFieldsControl } from "./custom-fields-control"
import { FieldRightsControl } from "./field-rights-control"
import { FieldsControl, ResolutionControl, ScoreFieldControl } from "./form-controls"
import { MembersControl } from "./members-control"
import { MovesControl } from "./moves-control"
import { NodeControl } from "./node-control"
import { OutcomesControl } from "./outcomes-control"
import { OutputsControl } from "./outputs-control"
import { PassControl } from "./pass-control"
import { PeopleControl } from "./people-control"
import { RejectPolicyControl } from "./reject-policy-control"
import { ServiceControl } from "./service-control"
import { SlaControl } from "./sla-control"
import { SubFlowControl } from "./sub-flow-control"
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
  fieldRights: FieldRightsControl,
  channels: ChannelsControl,
  resolution: ResolutionControl,
  scoreField: ScoreFieldControl,
  moves: MovesControl,
  rejectPolicy: RejectPolicyControl,
  values: ValuesControl,
  wait: WaitControl,
  service: ServiceControl,
  members: MembersControl,
  outputs: OutputsControl,
  subFlow: SubFlowControl,
  node: NodeControl,
  attempts: AttemptsControl,
  outcomes: OutcomesControl,
  customFields: CustomFieldsControl,
}
