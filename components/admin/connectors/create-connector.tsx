"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import clsx from "clsx"
import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { PasswordField } from "@/components/ui/password-field"
import { SideSheet } from "@/components/ui/side-sheet"
import { TextField } from "@/components/ui/text-field"
import { FormSheet } from "../form-sheet"
import { keyFrom } from "../key-from"
import { draftOf, readSettings, type SettingProblem } from "../setting-fields"
import { SettingInputs } from "../setting-inputs"
import { useAdminForm } from "../use-admin-form"
import type { Connector, ConnectorKind } from "./connector-list"
import { HowToSend } from "./how-to-send"
import { connectorFields } from "./connector-fields"
import { useConnectorTexts } from "./use-connector-texts"

type Props = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  kinds: readonly ConnectorKind[]
  connectors: readonly Connector[]
}

const keyShape = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Connecting a telephone system: its kind, its settings, and then, once, the secret it signs with. */
export function CreateConnector(props: Props) {
  const t = useTranslations("connectors.create")
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null)
  const connector = made && props.connectors.find(({ id }) => id === made.id)
  if (!made || !connector) return <CreateForm {...props} onMade={setMade} />
  return (
    <SideSheet
      size="lg"
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={t("madeTitle", { name: connector.name })}
      description={t("madeDescription")}
    >
      <HowToSend connector={connector} secret={made.secret} />
    </SideSheet>
  )
}

function CreateForm({
  kinds,
  connectors,
  onMade,
  ...sheet
}: Props & { onMade: (made: { id: string; secret: string }) => void }) {
  const t = useTranslations("connectors.create")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const create = useMutation(trpc.telephony.createConnector.mutationOptions())
  const offered = kinds.filter(({ kind }) => connectorFields[kind])
  const [kindName, setKindName] = useState(offered[0]?.kind ?? "")
  const kind = offered.find((known) => known.kind === kindName)
  const fields = connectorFields[kindName] ?? []
  const [settings, setSettings] = useState(draftOf(fields, {}))
  const [problems, setProblems] = useState<Record<string, SettingProblem>>({})
  const [missing, setMissing] = useState<{ name?: string; key?: string; password?: string }>({})
  const texts = useConnectorTexts()
  const form = useAdminForm({ name: "", key: null as string | null, password: "" }, [
    "kind",
    ...fields.map(({ name }) => `settings.${name}`),
  ])
  const { draft } = form
  const key = draft.key ?? (keyFrom(draft.name) || kindName)
  const isPassword = kind?.secret === "password"

  const save = async () => {
    const read = readSettings(fields, settings)
    const name = draft.name.trim()
    const wrong = {
      ...(!name && { name: t("nameMissing") }),
      ...(key.length < 2 || !keyShape.test(key)
        ? { key: t("keyWrong") }
        : connectors.some((known) => known.key === key) && { key: t("keyTaken") }),
      ...(isPassword && !draft.password && { password: t("passwordMissing") }),
    }
    setProblems(read.problems)
    setMissing(wrong)
    if (Object.keys(read.problems).length + Object.keys(wrong).length > 0) return form.focusInvalid()
    const answer = await form.send(async () => {
      const created = await create.mutateAsync({
        kind: kindName,
        key,
        name,
        settings: read.settings,
        ...(isPassword && { password: draft.password }),
      })
      await queries.invalidateQueries({ queryKey: trpc.telephony.pathKey() })
      return created
    })
    if (!answer) return
    if (answer.secret === null) sheet.onOpenChange(false)
    else onMade({ id: answer.connectorId, secret: answer.secret })
  }
  return (
    <FormSheet
      {...sheet}
      title={t("title")}
      description={t("description")}
      submitLabel={t("submit")}
      isBusy={form.isBusy}
      others={form.others}
      onSubmit={() => void save()}
    >
      <fieldset className="space-y-2">
        <legend className="mb-1.5 text-sm font-medium">{t("kind")}</legend>
        {offered.map((known) => (
          <KindCard
            key={known.kind}
            kind={known}
            isChosen={known.kind === kindName}
            onChoose={() => {
              setKindName(known.kind)
              setSettings(draftOf(connectorFields[known.kind] ?? [], {}))
              setProblems({})
            }}
          />
        ))}
      </fieldset>
      <TextField
        label={t("name")}
        placeholder={t("namePlaceholder")}
        value={draft.name}
        maxLength={120}
        onChange={(name) => {
          form.set("name")(name)
          setMissing({})
        }}
        error={missing.name ?? form.errorOf("name")}
      />
      <TextField
        label={t("key")}
        description={t("keyHelp")}
        value={key}
        maxLength={40}
        onChange={(value) => {
          form.set("key")(value)
          setMissing({})
        }}
        error={missing.key ?? form.errorOf("key")}
        inputProps={{ autoCapitalize: "none", spellCheck: false, className: "font-mono" }}
      />
      <SettingInputs
        fields={fields}
        texts={texts}
        draft={settings}
        problems={problems}
        errorOf={form.errorOf}
        onChange={(next) => {
          setSettings(next)
          setProblems({})
        }}
      />
      {isPassword && (
        <PasswordField
          label={t("password")}
          description={t("passwordHelp")}
          autoComplete="off"
          value={draft.password}
          onChange={(password) => {
            form.set("password")(password)
            setMissing({})
          }}
          error={missing.password ?? form.errorOf("password")}
        />
      )}
    </FormSheet>
  )
}

function KindCard({ kind, isChosen, onChoose }: { kind: ConnectorKind; isChosen: boolean; onChoose: () => void }) {
  const locale = useLocale()
  return (
    <label
      className={clsx(
        "relative flex cursor-pointer flex-col gap-0.5 rounded-lg border p-3 transition-colors",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
        isChosen ? "border-accent bg-accent-soft" : "border-border hover:border-border-strong",
      )}
    >
      <input
        type="radio"
        name="kind"
        value={kind.kind}
        checked={isChosen}
        onChange={onChoose}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
      <span className="text-sm font-medium">{kind.title[locale]}</span>
      <span className="text-xs text-pretty text-muted">{kind.summary[locale]}</span>
    </label>
  )
}
