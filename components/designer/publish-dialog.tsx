"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Rocket } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { notify } from "@/components/ui/notify"
import { TextField } from "@/components/ui/text-field"
import { BackTestHint } from "@/components/flow/back-test/back-test-hint"
import { useGate } from "@/components/flow/scenario/use-gate"
import { firstPercent, percentOf } from "@/components/flow/versions/release-actions"
import { same } from "@/core/design/same"
import { refusalOf, type Refusal } from "./app-error"
import { useDesignerContext, useGraph } from "./designer-context"
import type { DraftSaver } from "./draft-saver"
import { PublishChanges } from "./publish-changes"
import { PublishWhom } from "./publish-whom"
import type { Checked } from "./use-problems"

export type LiveVersion = { id: string; number: number } | null
/** The version that a part of the new tickets get. */
export type Candidate = { id: string; number: number; percent: number } | null

/** Makes the draft live: what changes, a word about it, and every way it can fail said plainly. */
export function PublishDialog(props: {
  flowId: string
  flowName: string
  live: LiveVersion
  candidate: Candidate
  /** Of the version that is about to be published. */
  number: number
  checked: Checked
  saver: DraftSaver
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onShowProblems: () => void
  /** Somebody else saved or published meanwhile. */
  onOvertaken: () => void
}) {
  const t = useTranslations("designer.publish")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { locale } = useDesignerContext()
  const graph = useGraph()
  const [message, setMessage] = useState("")
  const [failure, setFailure] = useState<{ reason: "unsaved" } | { reason: "refused"; refusal: Refusal | null } | null>(
    null,
  )
  const { live, candidate, saver, checked } = props
  const gate = useGate(props.flowName)
  const [isPart, setPart] = useState(false)
  const [share, setShare] = useState(String(firstPercent))
  const percent = live && isPart ? percentOf(share) : null
  const current = useQuery({
    ...trpc.flow.version.queryOptions({ versionId: live?.id ?? "" }),
    enabled: props.isOpen && live !== null,
    staleTime: Infinity,
  })
  const before = live ? current.data?.graph : undefined
  const isUnchanged = before !== undefined && same(before, graph)
  const publish = useMutation(trpc.flow.publish.mutationOptions())
  const [isBusy, setBusy] = useState(false)

  const run = async () => {
    setFailure(null)
    setBusy(true)
    try {
      if (!(await saver.flush())) {
        setFailure({ reason: "unsaved" })
        return
      }
      const { number } = await publish.mutateAsync({
        flowId: props.flowId,
        revision: saver.base().revision,
        currentVersionId: live?.id ?? null,
        candidateVersionId: candidate?.id ?? null,
        candidatePercent: candidate?.percent ?? null,
        percent,
        message: message.trim(),
        acceptedScenarioIds: gate.acceptedScenarioIds,
      })
      notify.ok(percent === null ? t("done", { number }) : t("donePart", { number, percent }), {
        description: t("doneHint"),
      })
      setMessage("")
      props.onOpenChange(false)
    } catch (error) {
      setFailure({ reason: "refused", refusal: refusalOf(error) })
    } finally {
      setBusy(false)
      await queries.invalidateQueries({ queryKey: trpc.flow.pathKey() })
    }
  }
  const close = (isOpen: boolean) => {
    if (!isOpen) setFailure(null)
    props.onOpenChange(isOpen)
  }
  const warnings = checked.problems.filter(({ severity }) => severity === "warning")
  const hasErrors = checked.errors > 0
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={close}
      title={live ? t("title", { number: props.number }) : t("titleFirst")}
      description={t("about")}
      isDismissable={!isBusy}
      footer={
        <>
          <Button variant="outline" isDisabled={isBusy} onPress={() => close(false)}>
            {t("cancel")}
          </Button>
          <Button
            isDisabled={
              hasErrors || isUnchanged || checked.isChecking || !gate.isPassed || (isPart && percentOf(share) === null)
            }
            isPending={isBusy}
            onPress={() => void run()}
          >
            <Rocket aria-hidden="true" />
            {t("publish")}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        {failure && (
          <FailureBanner
            failure={failure}
            onOvertaken={() => {
              close(false)
              props.onOvertaken()
            }}
          />
        )}
        {hasErrors && (
          <Banner
            meaning="breached"
            title={t("problems", { count: checked.errors })}
            action={
              <Button
                size="sm"
                variant="outline"
                onPress={() => {
                  close(false)
                  props.onShowProblems()
                }}
              >
                {t("show")}
              </Button>
            }
          >
            {t("problemsHint")}
          </Banner>
        )}
        {!hasErrors && checked.warnings > 0 && (
          <Banner meaning="warning" title={t("warnings", { count: checked.warnings })}>
            <ul className="list-disc pl-4">
              {warnings.slice(0, 4).map((problem) => (
                <li key={problem.text.en}>{problem.text[locale]}</li>
              ))}
            </ul>
          </Banner>
        )}
        <PublishChanges live={live} before={before} />
        {!hasErrors && gate.part}
        {live && !isUnchanged && <BackTestHint flowId={props.flowId} revision={saver.base().revision} />}
        {live && (
          <PublishWhom
            live={live}
            candidate={candidate}
            number={props.number}
            isPart={isPart}
            onPart={setPart}
            share={share}
            onShare={setShare}
          />
        )}
        <TextField
          label={t("message")}
          description={t("messageHint")}
          lines={2}
          maxLength={500}
          value={message}
          onChange={setMessage}
        />
      </div>
    </Dialog>
  )
}

function FailureBanner(props: {
  failure: { reason: "unsaved" } | { reason: "refused"; refusal: Refusal | null }
  onOvertaken: () => void
}) {
  const t = useTranslations("designer.publish.failure")
  const { locale } = useDesignerContext()
  const { failure } = props
  if (failure.reason === "unsaved") return <Banner meaning="late" isAssertive title={t("unsaved")} />
  const { refusal } = failure
  if (refusal?.code === "CONFLICT") {
    const by = refusal.detail["publishedBy"] ?? refusal.detail["savedBy"]
    const number = Number(refusal.detail["number"] ?? 0)
    return (
      <Banner
        meaning="late"
        isAssertive
        title={by === null || by === undefined ? t("overtaken") : t("overtakenBy", { name: String(by), number })}
        action={
          <Button size="sm" variant="outline" onPress={props.onOvertaken}>
            {t("look")}
          </Button>
        }
      >
        {t("overtakenHint")}
      </Banner>
    )
  }
  return (
    <Banner meaning="breached" isAssertive title={refusal ? t("refused") : t("unreachable")}>
      {refusal && (
        <ul className="list-disc pl-4">
          {refusal.problems.slice(0, 5).map((problem) => (
            <li key={problem.text.en}>{problem.text[locale]}</li>
          ))}
        </ul>
      )}
    </Banner>
  )
}
