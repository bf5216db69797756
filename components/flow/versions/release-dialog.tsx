"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { refusalOf, type Refusal } from "@/components/designer/app-error"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { notify } from "@/components/ui/notify"
import { PercentField } from "./percent-field"
import { firstPercent, percentOf, type ReleaseAction } from "./release-actions"
import { ReleaseFailure } from "./release-failure"
import type { Version, VersionList } from "./version-types"

const asksShare: ReadonlySet<ReleaseAction> = new Set(["ramp", "share"])
/** What gives a version more tickets than it has now; of less nothing can be in the way. */
const givesMore: ReadonlySet<ReleaseAction> = new Set(["rollBack", "promote", "ramp"])

/** Says what a change of the versions in use will do, and does it. Mount it anew for each question. */
export function ReleaseDialog(props: {
  flowId: string
  action: ReleaseAction
  version: Version
  versions: VersionList
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}) {
  const t = useTranslations("flows.release")
  const tUi = useTranslations("ui")
  const locale = useLocale()
  const trpc = useTRPC()
  const { action, version, versions, flowId } = props
  const [share, setShare] = useState(String(version.percent ?? firstPercent))
  const percent = percentOf(share)
  const release = useRelease(flowId)
  const check = useQuery({
    ...trpc.flow.checkVersion.queryOptions({ flowId, versionId: version.id }),
    enabled: props.isOpen && givesMore.has(action),
  })
  const run = async () => {
    if (await release.run(action, version, versions.release, percent ?? 0)) {
      notify.ok(t(`done.${action}`, { number: version.number, percent: percent ?? 0 }))
      props.onOpenChange(false)
    }
  }
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      isDismissable={!release.isPending}
      title={t(`title.${action}`, { number: version.number })}
      footer={
        <>
          <Button variant="outline" isDisabled={release.isPending} onPress={() => props.onOpenChange(false)}>
            {tUi("cancel")}
          </Button>
          <Button
            variant={action === "retire" ? "danger" : "primary"}
            isDisabled={asksShare.has(action) && percent === null}
            isPending={release.isPending}
            onPress={() => void run()}
          >
            {t(`confirm.${action}`)}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        {release.failure !== undefined && <ReleaseFailure refusal={release.failure} />}
        {asksShare.has(action) && <PercentField value={share} onChange={setShare} />}
        <Consequences action={action} version={version} versions={versions} />
        {check.data && check.data.problems.length > 0 && (
          <Banner meaning="warning" title={t("warnings")}>
            <ul className="list-disc pl-4">
              {check.data.problems.slice(0, 5).map((problem) => (
                <li key={problem.text.en}>{problem.text[locale]}</li>
              ))}
            </ul>
          </Banner>
        )}
      </div>
    </Dialog>
  )
}

/** What will happen to new tickets, to a ramp that is on, and to running tickets: a sentence each. */
function Consequences(props: { action: ReleaseAction; version: Version; versions: VersionList }) {
  const t = useTranslations("flows.release")
  const { action, version, versions } = props
  const current = versions.items.find((one) => one.current)
  const candidate = versions.items.find((one) => one.percent !== null && one.id !== version.id)
  const open = versions.items.reduce((sum, one) => sum + one.openTickets, 0)
  const about = action === "share" ? "ramp" : action === "rollBack" && !current ? "rollBackRetired" : action
  const sentences = [
    t(`about.${about}`, { number: version.number, current: current?.number ?? 0, percent: version.percent ?? 0 }),
    candidate && action === "ramp" && t("replaces", { number: candidate.number }),
    candidate && (action === "rollBack" || action === "retire") && t("endsRamp", { number: candidate.number }),
    action === "retire" ? t("openStay", { count: open }) : action !== "stop" && t("running"),
  ]
  return (
    <div className="space-y-1.5 text-sm text-pretty">
      {sentences.map((sentence) => sentence && <p key={sentence}>{sentence}</p>)}
    </div>
  )
}

function useRelease(flowId: string) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const rollback = useMutation(trpc.flow.rollback.mutationOptions())
  const retire = useMutation(trpc.flow.retire.mutationOptions())
  const ramp = useMutation(trpc.flow.ramp.mutationOptions())
  const [failure, setFailure] = useState<Refusal | null | undefined>(undefined)
  const run = async (action: ReleaseAction, version: Version, expected: VersionList["release"], percent: number) => {
    setFailure(undefined)
    const input = { flowId, versionId: version.id, expected }
    try {
      if (action === "rollBack") await rollback.mutateAsync(input)
      else if (action === "retire") await retire.mutateAsync({ flowId, expected })
      else
        await ramp.mutateAsync({ ...input, percent: { promote: 100, stop: 0, ramp: percent, share: percent }[action] })
      return true
    } catch (error) {
      setFailure(refusalOf(error))
      return false
    } finally {
      await queries.invalidateQueries({ queryKey: trpc.flow.pathKey() })
    }
  }
  return { run, failure, isPending: rollback.isPending || retire.isPending || ramp.isPending }
}
