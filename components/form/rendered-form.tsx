"use client"

// The package’s own index brings its test kit, and with that a validator that we do not have.
import Form from "@rjsf/core/lib/components/Form.js"
import type { IChangeEvent } from "@rjsf/core"
import type { FieldProps, FieldTemplateProps, ObjectFieldTemplateProps, RJSFSchema, UiSchema } from "@rjsf/utils"
import clsx from "clsx"
import { Fragment, useMemo } from "react"
import { useLocale } from "use-intl"
import { type FieldDraft, type FieldDrafts } from "@/components/ticket/field-draft"
import { FieldInput } from "@/components/ticket/field-input"
import { formSchema } from "@/core/flow/form/json-schema"
import { kindOfField } from "@/core/flow/form/kinds"
import type { Field } from "@/core/flow/graph"
import type { Text } from "@/core/text"
import type { Values } from "@/core/ticket/event"
import { setFormReader } from "./form-reader"
import { readFields } from "./read-fields"
import { rules } from "./rules"
import { valuesOfDrafts } from "./values-of-drafts"

export type FormProps = {
  isOpen: boolean
  /** Those to fill in, with `required` as it is here. */
  fields: readonly Field[]
  /** All of the flow's: conditions read them too. Absent: there are no others. */
  allFields?: readonly Field[]
  drafts: FieldDrafts
  onDraft: (key: string, draft: FieldDraft) => void
  /** What stands in the fields that are not filled in here, and what conditions read beside fields. */
  known?: Values
  builtIns?: Values
  problems: Readonly<Record<string, Text>>
  isDisabled?: boolean
  timeZone: string
  people?: Readonly<Record<string, { name: string }>>
  /** Side by side where there is room, unless the form's author says otherwise. */
  columns?: 1 | 2
}

type Context = {
  fields: ReadonlyMap<string, Field>
  drafts: FieldDrafts
  problems: Readonly<Record<string, Text>>
  people: FormProps["people"]
  columns: 1 | 2
}

/**
 * A form as react-jsonschema-form renders the form's JSON Schema, in our look: our inputs are its fields, our grid its
 * layout. What is checked is checked by `core`, the same in browser and server, so its validator says nothing and nothing
 * is compiled from strings here.
 */
export function RenderedForm(props: FormProps) {
  const { fields, drafts, problems, people, columns = 2, timeZone } = props
  const locale = useLocale()
  const all = props.allFields ?? fields
  const values = useMemo(
    () => ({ ...props.known, ...valuesOfDrafts(fields, drafts, timeZone) }),
    [props.known, fields, drafts, timeZone],
  )
  const states = useMemo(() => rules.states(all, values, props.builtIns ?? {}), [all, values, props.builtIns])
  const hidden = [...states.hidden].join()
  const required = [...states.required].join()
  const schema = useMemo(
    () =>
      formSchema(fields, { hidden: new Set(hidden.split(",")), required: new Set(required.split(",")) }) as RJSFSchema,
    [fields, hidden, required],
  )
  const uiSchema = useMemo(() => uiSchemaOf(schema), [schema])
  const context: Context = {
    fields: useMemo(
      () =>
        new Map(
          fields.map((field) => [
            field.key,
            { ...field, required: field.required || required.split(",").includes(field.key) },
          ]),
        ),
      [fields, required],
    ),
    drafts,
    problems,
    people,
    columns: fields.some(({ width }) => width) ? 2 : columns,
  }
  // What the library compares deeply, and so redraws by.
  const errors = Object.fromEntries(Object.entries(problems).map(([key, text]) => [key, { __errors: [text[locale]] }]))
  return (
    <Form<FieldDrafts, RJSFSchema, Context>
      tagName="div"
      schema={schema}
      uiSchema={uiSchema}
      validator={silent}
      formData={drafts}
      formContext={context}
      extraErrors={errors as never}
      showErrorList={false}
      noValidate
      disabled={props.isDisabled}
      fields={renderedFields}
      templates={templates}
      experimental_defaultFormStateBehavior={untouched}
      experimental_componentUpdateStrategy="always"
      onChange={({ formData = {} }: IChangeEvent<FieldDrafts>) => {
        for (const { key } of fields) {
          const draft = formData[key]
          if (draft !== undefined && !isSame(draft, drafts[key])) props.onDraft(key, draft)
        }
      }}
    >
      <Fragment />
    </Form>
  )
}

setFormReader(readFields)

/** Nothing is filled in that nobody has typed. */
const untouched = {
  emptyObjectFields: "skipDefaults",
  arrayMinItems: { populate: "never" },
  constAsDefaults: "never",
} as const

const silent = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  isValid: () => true,
  rawValidation: () => ({ errors: [] }),
}

const isSame = (one: FieldDraft, other: FieldDraft | undefined) =>
  one === other || (typeof one === "object" && JSON.stringify(one) === JSON.stringify(other))

const uiSchemaOf = ({ properties = {} }: RJSFSchema): UiSchema<FieldDrafts, RJSFSchema, Context> =>
  Object.fromEntries(
    Object.keys(properties).map((key) => [key, { "ui:field": "kind", "ui:fieldReplacesAnyOrOneOf": true }]),
  )

/** One field, whatever its kind: what the library calls a field is our input. */
function KindField(props: FieldProps<FieldDraft, RJSFSchema, Context>) {
  const { name, fieldPathId, registry, formData } = props
  const { fields, problems, people } = registry.formContext
  const field = fields.get(name)
  if (!field) return null
  return (
    <FieldInput
      field={field}
      draft={formData ?? (field.type === "list<string>" || field.type === "rows" ? [] : "")}
      problem={problems[name]}
      people={people}
      isDisabled={props.disabled}
      onChange={(draft) => props.onChange(draft, fieldPathId.path)}
    />
  )
}

const renderedFields = { kind: KindField as never }

/** Kinds that need the whole line however the others stand. */
const wide = new Set(["table", "file", "longText", "list"])

/** The grid: headings above the sections, halves side by side. */
function Layout({ properties, registry }: ObjectFieldTemplateProps<FieldDrafts, RJSFSchema, Context>) {
  const locale = useLocale()
  const { fields, columns } = registry.formContext
  const hasWidths = [...fields.values()].some(({ width }) => width)
  return (
    <div className={clsx("grid gap-x-5 gap-y-4", columns === 2 && "@md:grid-cols-2")}>
      {properties.map(({ name, content }) => {
        const field = fields.get(name)
        const isWhole = hasWidths ? field?.width !== "half" : field && field.kind && wide.has(kindOfField(field).kind)
        return (
          <Fragment key={name}>
            {field?.section && (
              <h4 className="col-span-full mt-1 border-b border-separator pb-1 text-sm font-medium first:mt-0">
                {field.section[locale]}
              </h4>
            )}
            <div className={clsx("min-w-0", isWhole && "col-span-full")}>{content}</div>
          </Fragment>
        )
      })}
    </div>
  )
}

const templates = {
  FieldTemplate: ({ children }: FieldTemplateProps) => children,
  ObjectFieldTemplate: Layout,
  FieldErrorTemplate: () => null,
} as never
