"use client"

import { useMemo } from "react"
import { useTranslations } from "use-intl"
import { SelectField } from "@/components/ui/select-field"
import type { Field } from "@/core/flow/graph"
import { flowVariables } from "@/core/flow/variables"
import { roleSchema } from "@/core/people/directory"
import { roleTitles } from "@/core/people/role-title"
import { amongSchema, peopleRuleSchema, type PeopleRule } from "@/core/people/rule"
import { useDesigner, useDesignerContext } from "../designer-context"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { FieldPlace } from "./field-place"
import { ExpressionField } from "./expression-field"
import { NumberInput } from "./number-input"
import { PersonPicker } from "./person-picker"
import { SwitchInput } from "./switch-input"

type RuleType = PeopleRule["type"]
type Rule<T extends RuleType> = Extract<PeopleRule, { type: T }>

const ruleTypes = [
  "supervisor",
  "supervisorsUpTo",
  "supervisorsUntil",
  "named",
  "role",
  "unit",
  "unitHead",
  "skillGroup",
  "initiator",
  "initiatorChoice",
  "previousChoice",
  "callAgent",
  "field",
  "expression",
] as const satisfies readonly RuleType[]

type Choices = { unitId: string | undefined; skillGroupId: string | undefined; fieldKey: string | undefined }

/** A first rule of each type; null when the tenant has nothing to choose from. */
const starters: { [T in RuleType]: (choices: Choices) => Rule<T> | null } = {
  named: () => ({ type: "named", personIds: [] }),
  role: () => ({ type: "role", role: "supervisor" }),
  unit: ({ unitId }) => (unitId ? { type: "unit", unitId, includeSubunits: true } : null),
  unitHead: ({ unitId }) => (unitId ? { type: "unitHead", unitId } : null),
  supervisor: () => ({ type: "supervisor", level: 1 }),
  supervisorsUpTo: () => ({ type: "supervisorsUpTo", level: 3 }),
  skillGroup: ({ skillGroupId }) => (skillGroupId ? { type: "skillGroup", skillGroupId, onlineOnly: true } : null),
  supervisorsUntil: () => ({ type: "supervisorsUntil", until: { type: "root" } }),
  initiator: () => ({ type: "initiator" }),
  field: ({ fieldKey }) => (fieldKey ? { type: "field", key: fieldKey } : null),
  expression: () => ({ type: "expression", source: "" }),
  initiatorChoice: () => ({ type: "initiatorChoice", among: null, max: 1 }),
  previousChoice: () => ({ type: "previousChoice", among: null, max: 1 }),
  callAgent: () => ({ type: "callAgent" }),
}

const hasSource = (rule: PeopleRule): boolean =>
  rule.type === "expression" || (rule.type === "supervisorsUntil" && rule.until.type === "limit")

/** Who gets the todo: a kind of rule and what it needs to know. */
export function PeopleControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.people")
  const { directory } = useDesignerContext()
  const rule = peopleRuleSchema.safeParse(value).data ?? null
  const fieldKey = useDesigner(({ history }) => history.graph.fields.find(holdsPeople)?.key)
  const choices = { unitId: directory.units[0]?.id, skillGroupId: directory.skillGroups[0]?.id, fieldKey }
  const possible = ruleTypes.filter((type) => type === rule?.type || starters[type](choices) !== null)
  return (
    <div className="space-y-2.5">
      <SelectField
        label={label}
        description={rule ? t(`about.${rule.type}`) : help}
        // What is wrong with an expression stands below the expression.
        error={rule && hasSource(rule) ? undefined : error}
        isDisabled={isDisabled}
        options={possible.map((type) => ({ value: type, label: t(`types.${type}`) }))}
        value={rule?.type ?? null}
        onChange={(type) => {
          if (type !== rule?.type) onChange(starters[type](choices))
        }}
      />
      {rule && <RuleDetails rule={rule} isDisabled={isDisabled} onChange={onChange} />}
    </div>
  )
}

/** People are written into fields of text, by id or e-mail address. */
const holdsPeople = ({ type }: Field) => type === "string" || type === "list<string>"

type DetailProps<T extends RuleType = RuleType> = {
  rule: Rule<T>
  isDisabled: boolean
  onChange: (rule: PeopleRule, isTyped?: boolean) => void
}

function RuleDetails(props: DetailProps) {
  const Details = details[props.rule.type] as ((props: DetailProps) => React.ReactNode) | null
  return Details && <Details {...props} />
}

const details: { [T in RuleType]: ((props: DetailProps<T>) => React.ReactNode) | null } = {
  named: Named,
  role: RoleChoice,
  unit: Unit,
  unitHead: UnitHead,
  supervisor: Level,
  supervisorsUpTo: Level,
  skillGroup: SkillGroup,
  supervisorsUntil: Until,
  initiator: null,
  field: FieldChoice,
  expression: Expression,
  initiatorChoice: ChoiceDetails,
  previousChoice: ChoiceDetails,
  callAgent: null,
}

/** How far up: a role, the top, or whoever may approve an amount. */
function Until({ rule, isDisabled, onChange }: DetailProps<"supervisorsUntil">) {
  const t = useTranslations("designer.people")
  const { locale } = useDesignerContext()
  const [top, limit] = ["root", "limit"]
  const { until } = rule
  return (
    <>
      <SelectField
        label={t("until")}
        isDisabled={isDisabled}
        options={[
          { value: top, label: t("top") },
          { value: limit, label: t("limit") },
          ...roleSchema.options.map((role) => ({ value: role, label: roleTitles[role][locale] })),
        ]}
        value={until.type === "role" ? until.role : until.type}
        onChange={(value) => {
          const role = roleSchema.safeParse(value).data
          if (value === limit) onChange({ ...rule, until: { type: "limit", source: "" } })
          else onChange({ ...rule, until: role ? { type: "role", role } : { type: "root" } })
        }}
      />
      {until.type === "limit" && (
        <SourceInput
          place="until.source"
          label={t("amount")}
          placeholder={t("amountExample")}
          source={until.source}
          isDisabled={isDisabled}
          onChange={(source) => onChange({ ...rule, until: { type: "limit", source } }, true)}
        />
      )}
    </>
  )
}

function FieldChoice({ rule, isDisabled, onChange }: DetailProps<"field">) {
  const t = useTranslations("designer.people")
  const { locale } = useDesignerContext()
  const fields = useDesigner(({ history }) => history.graph.fields)
  return (
    <SelectField
      label={t("field")}
      isDisabled={isDisabled}
      options={fields.filter(holdsPeople).map(({ key, label }) => ({ value: key, label: label[locale] || key }))}
      value={rule.key}
      onChange={(key) => onChange({ type: "field", key })}
    />
  )
}

function Named({ rule, isDisabled, onChange }: DetailProps<"named">) {
  const t = useTranslations("designer.people")
  return (
    <PersonPicker
      label={t("persons")}
      isLabelHidden
      personIds={rule.personIds}
      max={200}
      isDisabled={isDisabled}
      onChange={(personIds) => onChange({ type: "named", personIds })}
    />
  )
}

const amongTypes = ["anybody", "role", "unit", "skillGroup", "named"] as const

/** Among whom somebody may choose, and how many. */
function ChoiceDetails({ rule, isDisabled, onChange }: DetailProps<"initiatorChoice"> | DetailProps<"previousChoice">) {
  const t = useTranslations("designer.people")
  const { directory } = useDesignerContext()
  const choices = { unitId: directory.units[0]?.id, skillGroupId: directory.skillGroups[0]?.id, fieldKey: undefined }
  const type = rule.among?.type ?? "anybody"
  const possible = amongTypes.filter((one) => one === "anybody" || one === type || starters[one](choices) !== null)
  return (
    <>
      <SelectField
        label={t("among")}
        isDisabled={isDisabled}
        options={possible.map((one) => ({ value: one, label: t(`amongTypes.${one}`) }))}
        value={type}
        onChange={(one) => onChange({ ...rule, among: one === "anybody" ? null : starters[one](choices) })}
      />
      {rule.among && (
        <RuleDetails
          rule={rule.among}
          isDisabled={isDisabled}
          onChange={(among, isTyped) =>
            onChange({ ...rule, among: amongSchema.safeParse(among).data ?? null }, isTyped)
          }
        />
      )}
      <NumberInput
        label={t("choiceMax")}
        className="w-28"
        value={rule.max}
        min={1}
        max={20}
        isDisabled={isDisabled}
        onChange={(max) => onChange({ ...rule, max }, true)}
      />
    </>
  )
}

function RoleChoice({ rule, isDisabled, onChange }: DetailProps<"role">) {
  const t = useTranslations("designer.people")
  const { locale } = useDesignerContext()
  return (
    <SelectField
      label={t("role")}
      isDisabled={isDisabled}
      options={roleSchema.options.map((role) => ({ value: role, label: roleTitles[role][locale] }))}
      value={rule.role}
      onChange={(role) => onChange({ type: "role", role })}
    />
  )
}

/** Units as a tree would read: "Service · Fees". */
function useUnitOptions() {
  const { directory } = useDesignerContext()
  return useMemo(() => {
    const byId = new Map(directory.units.map((unit) => [unit.id, unit]))
    return directory.units.map(({ id, name, parentId }) => {
      const parent = parentId === null ? undefined : byId.get(parentId)
      return { value: id, label: parent ? `${parent.name} · ${name}` : name }
    })
  }, [directory])
}

function Unit({ rule, isDisabled, onChange }: DetailProps<"unit">) {
  const t = useTranslations("designer.people")
  return (
    <>
      <SelectField
        label={t("unit")}
        isDisabled={isDisabled}
        options={useUnitOptions()}
        value={rule.unitId}
        placeholder={t("gone")}
        onChange={(unitId) => onChange({ ...rule, unitId })}
      />
      <SwitchInput
        label={t("subunits")}
        isOn={rule.includeSubunits}
        isDisabled={isDisabled}
        onChange={(includeSubunits) => onChange({ ...rule, includeSubunits })}
      />
    </>
  )
}

function UnitHead({ rule, isDisabled, onChange }: DetailProps<"unitHead">) {
  const t = useTranslations("designer.people")
  return (
    <SelectField
      label={t("unit")}
      isDisabled={isDisabled}
      options={useUnitOptions()}
      value={rule.unitId}
      placeholder={t("gone")}
      onChange={(unitId) => onChange({ ...rule, unitId })}
    />
  )
}

function Level({ rule, isDisabled, onChange }: DetailProps<"supervisor"> | DetailProps<"supervisorsUpTo">) {
  const t = useTranslations("designer.people")
  return (
    <NumberInput
      label={t("level")}
      className="w-28"
      value={rule.level}
      min={1}
      max={10}
      isDisabled={isDisabled}
      onChange={(level) => onChange({ ...rule, level }, true)}
    />
  )
}

function SkillGroup({ rule, isDisabled, onChange }: DetailProps<"skillGroup">) {
  const t = useTranslations("designer.people")
  const { directory } = useDesignerContext()
  return (
    <>
      <SelectField
        label={t("skillGroup")}
        isDisabled={isDisabled}
        options={directory.skillGroups.map(({ id, name }) => ({ value: id, label: name }))}
        value={rule.skillGroupId}
        placeholder={t("gone")}
        onChange={(skillGroupId) => onChange({ ...rule, skillGroupId })}
      />
      <SwitchInput
        label={t("onlineOnly")}
        isOn={rule.onlineOnly}
        isDisabled={isDisabled}
        onChange={(onlineOnly) => onChange({ ...rule, onlineOnly })}
      />
    </>
  )
}

function Expression({ rule, isDisabled, onChange }: DetailProps<"expression">) {
  const t = useTranslations("designer.people")
  return (
    <SourceInput
      place="source"
      label={t("expression")}
      placeholder={t("expressionExample")}
      source={rule.source}
      isDisabled={isDisabled}
      onChange={(source) => onChange({ type: "expression", source }, true)}
    />
  )
}

function SourceInput(props: {
  place: string
  label: string
  placeholder: string
  source: string
  isDisabled: boolean
  onChange: (source: string) => void
}) {
  const { locale } = useDesignerContext()
  const fields = useDesigner((state) => state.history.graph.fields)
  const variables = useMemo(() => flowVariables(fields), [fields])
  if (props.isDisabled)
    return <ControlFrame label={props.label}>{<code className="text-xs">{props.source}</code>}</ControlFrame>
  return (
    <FieldPlace name={props.place}>
      {" "}
      <ExpressionField
        label={props.label}
        locale={locale}
        variables={variables}
        expect="any"
        value={props.source}
        placeholder={props.placeholder}
        onChange={(source) => props.onChange(source.slice(0, 4096))}
      />
    </FieldPlace>
  )
}
