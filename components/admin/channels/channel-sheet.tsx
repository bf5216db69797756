"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useFormatter, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { notify } from "@/components/ui/notify"
import { SideSheet } from "@/components/ui/side-sheet"
import { CopyLine } from "../copy-line"
import { FormSheet } from "../form-sheet"
import { RemoveButton } from "../remove-button"
import { draftOf, readSettings, type SettingField, type SettingProblem } from "../setting-fields"
import { SettingInputs, type SettingTexts } from "../setting-inputs"
import { useAdminForm } from "../use-admin-form"
import { channelFields, textKeyOf } from "./channel-fields"
import type { Channel } from "./channels-page"
import { ReleaseDialog } from "./release-held"

type Props = { channel: Channel; isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** A channel's provider: its settings, then, where we made one, the secret the receiver needs, and what was held. */
export function ChannelSheet(props: Props) {
  const t = useTranslations("channels")
  const title = useTranslations("outbox.channel")(props.channel.name)
  const [made, setMade] = useState<string | null>(null)
  const [held, setHeld] = useState(0)
  const onSaved = (answer: { held: number; made: string | null }) => {
    setMade(answer.made)
    setHeld(answer.held)
    if (answer.made === null) props.onOpenChange(false)
  }
  return (
    <>
      {made === null ? (
        <SettingsForm {...props} title={title} onSaved={onSaved} />
      ) : (
        <SideSheet
          isOpen={props.isOpen}
          onOpenChange={props.onOpenChange}
          title={t("madeTitle", { channel: title })}
          description={t("madeDescription")}
          footer={<Button onPress={() => props.onOpenChange(false)}>{t("done")}</Button>}
        >
          <CopyLine label={t("made")} value={made} />
        </SideSheet>
      )}
      <ReleaseDialog
        channel={props.channel.name}
        count={held}
        isOpen={held > 0 && !props.isOpen}
        onOpenChange={() => setHeld(0)}
      />
    </>
  )
}

function SettingsForm({
  channel,
  title,
  onSaved,
  ...sheet
}: Props & { title: string; onSaved: (answer: { held: number; made: string | null }) => void }) {
  const t = useTranslations("channels")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const saving = useMutation(trpc.channel.save.mutationOptions())
  const removing = useMutation(trpc.channel.remove.mutationOptions())
  const fields: readonly SettingField[] = channelFields[channel.name]
  const [settings, setSettings] = useState(draftOf(fields, channel.settings))
  const [problems, setProblems] = useState<Record<string, SettingProblem>>({})
  const form = useAdminForm(
    {},
    fields.map(({ name }) => `settings.${name}`),
  )
  const texts = useChannelTexts(channel)
  const renew = async () => {
    await queries.invalidateQueries({ queryKey: trpc.channel.list.queryKey() })
    await queries.invalidateQueries({ queryKey: trpc.notification.outbox.pathKey() })
  }
  const save = async () => {
    const stored = new Set(Object.entries(channel.secrets).flatMap(([name, at]) => (at === null ? [] : [name])))
    const read = readSettings(fields, settings, stored)
    setProblems(read.problems)
    if (Object.keys(read.problems).length > 0) return form.focusInvalid()
    const isSecret = (name: string) => name in channel.secrets
    const entries = Object.entries(read.settings)
    const answer = await form.send(async () => {
      const saved = await saving.mutateAsync({
        channel: channel.name,
        settings: Object.fromEntries(entries.filter(([name]) => !isSecret(name))),
        secrets: Object.fromEntries(
          entries.flatMap(([name, value]) => (isSecret(name) ? [[name, String(value)]] : [])),
        ),
      })
      await renew()
      return saved
    })
    if (!answer) return
    notify.ok(t("saved", { channel: title }))
    onSaved(answer)
  }
  const remove = async () => {
    const answer = await form.send(async () => {
      const removed = await removing.mutateAsync({ channel: channel.name })
      await renew()
      return removed
    })
    if (!answer) return
    notify.ok(t("removed", { channel: title }))
    sheet.onOpenChange(false)
  }
  return (
    <FormSheet
      {...sheet}
      title={title}
      description={t("sheetDescription")}
      submitLabel={t("save")}
      isBusy={form.isBusy}
      others={form.others}
      onSubmit={() => void save()}
      danger={
        channel.updatedAt !== null && (
          <RemoveButton
            title={t("removeTitle", { channel: title })}
            description={t("removeHint")}
            isDisabled={form.isBusy}
            onRemove={remove}
          />
        )
      }
    >
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
    </FormSheet>
  )
}

type Label = Parameters<ReturnType<typeof useTranslations<"channels.setting">>>[0]
type Security = Parameters<ReturnType<typeof useTranslations<"channels.security">>>[0]

/** Names and help of a channel's settings; of a secret that is stored, since when. A test holds texts and fields together. */
function useChannelTexts(channel: Channel): SettingTexts {
  const t = useTranslations("channels.setting")
  const own = useTranslations("channels")
  const security = useTranslations("channels.security")
  const format = useFormatter()
  const keyOf = (name: string) => textKeyOf(channel.name, name)
  return {
    label: (name) => t(`${keyOf(name)}.label` as Label),
    help(name) {
      const setAt = channel.secrets[name]
      return typeof setAt === "number"
        ? own("secretSet", { date: format.dateTime(setAt, { dateStyle: "medium", timeStyle: "short" }) })
        : t(`${keyOf(name)}.help` as Label)
    },
    option: (value) => security(value as Security),
  }
}
