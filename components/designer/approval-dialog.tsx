"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Rocket, Send, Undo2, X } from "lucide-react"
import { useState } from "react"
import { useFormatter, useTranslations } from "use-intl"
import { BackTestHint } from "@/components/flow/back-test/back-test-hint"
import { useGate } from "@/components/flow/scenario/use-gate"
import { firstPercent, percentOf } from "@/components/flow/versions/release-actions"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { notify } from "@/components/ui/notify"
import { TextField } from "@/components/ui/text-field"
import { same } from "@/core/design/same"
import { refusalOf, type Refusal } from "./app-error"
import { useDesignerContext, useGraph } from "./designer-context"
import type { DraftSaver } from "./draft-saver"
import type { Candidate, LiveVersion } from "./publish-dialog"
import { PublishChanges } from "./publish-changes"
import { PublishWhom } from "./publish-whom"
import { useRequest } from "./use-request"
import type { Checked } from "./use-problems"

/** Publishing by two: one asks, another looks at the same changes and says yes or no. */
export function ApprovalDialog(props: {
  flowId: string
  flowName: string
  live: LiveVersion
  candidate: Candidate
  number: number
  checked: Checked
  saver: DraftSaver
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}) {
  const t = useTranslations("designer.approval")
  const tPublish = useTranslations("designer.publish")
  const format = useFormatter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { locale } = useDesignerContext()
  const graph = useGraph()
  const { live, candidate, saver, checked, flowId } = props
  const gate = useGate(props.flowName)
  const { request, isLoading } = useRequest(flowId, props.isOpen)
  const open = request?.state === "open" ? request : null
  const accepted = open?.wish.acceptedScenarioIds ?? []
  const [message, setMessage] = useState("")
  const [comment, setComment] = useState("")
  const [isPart, setPart] = useState(false)
  const [share, setShare] = useState(String(firstPercent))
  const [failure, setFailure] = useState<Refusal | "failed" | null>(null)
  const percent = live && isPart ? percentOf(share) : null
  const current = useQuery({
    ...trpc.flow.version.queryOptions({ versionId: live?.id ?? "" }),
    enabled: props.isOpen && live !== null,
    staleTime: Infinity,
  })
  const before = live ? current.data?.graph : undefined
  const isUnchanged = before !== undefined && same(before, graph)
  const ask = useMutation(trpc.publication.ask.mutationOptions())
  const decide = useMutation(trpc.publication.decide.mutationOptions())
  const withdraw = useMutation(trpc.publication.withdraw.mutationOptions())
  const isBusy = ask.isPending || decide.isPending || withdraw.isPending

  const run = async (what: () => Promise<string>) => {
    setFailure(null)
    try {
      notify.ok(await what())
      setMessage("")
      setComment("")
      props.onOpenChange(false)
    } catch (error) {
      setFailure(refusalOf(error) ?? "failed")
    } finally {
      await Promise.all([
        queries.invalidateQueries({ queryKey: trpc.publication.pathKey() }),
        queries.invalidateQueries({ queryKey: trpc.flow.pathKey() }),
      ])
    }
  }
  const askNow = () =>
    run(async () => {
      if (!(await saver.flush())) throw new Error("the draft could not be saved")
      await ask.mutateAsync({
        flowId,
        revision: saver.base().revision,
        currentVersionId: live?.id ?? null,
        candidateVersionId: candidate?.id ?? null,
        candidatePercent: candidate?.percent ?? null,
        percent,
        message: message.trim(),
        acceptedScenarioIds: gate.acceptedScenarioIds,
      })
      return t("asked")
    })
  const decideNow = (decision: "approve" | "reject") =>
    run(async () => {
      if (!open) throw new Error("there is no request")
      const { number } = await decide.mutateAsync({ requestId: open.id, decision, comment: comment.trim() })
      return number === null ? t("rejected") : tPublish("done", { number })
    })
  const withdrawNow = () =>
    run(async () => {
      if (!open) throw new Error("there is no request")
      await withdraw.mutateAsync({ requestId: open.id })
      return t("withdrawn")
    })
  const at = (value: number) => format.dateTime(value, { dateStyle: "medium", timeStyle: "short" })
  const mayDecide = open !== null && !open.isMine && open.isCurrent
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={(isOpen) => {
        setFailure(null)
        props.onOpenChange(isOpen)
      }}
      title={mayDecide ? t("decideTitle", { number: props.number }) : t("title", { number: props.number })}
      description={t("about")}
      isDismissable={!isBusy}
      footer={
        <>
          <Button variant="outline" isDisabled={isBusy} onPress={() => props.onOpenChange(false)}>
            {tPublish("cancel")}
          </Button>
          {open && (open.isMine || !open.isCurrent) && (
            <Button variant="outline" isPending={withdraw.isPending} onPress={() => void withdrawNow()}>
              <Undo2 aria-hidden="true" />
              {t("withdraw")}
            </Button>
          )}
          {mayDecide && (
            <>
              <Button variant="danger-soft" isDisabled={isBusy} onPress={() => void decideNow("reject")}>
                <X aria-hidden="true" />
                {t("reject")}
              </Button>
              <Button isPending={decide.isPending} onPress={() => void decideNow("approve")}>
                <Rocket aria-hidden="true" />
                {t("approve")}
              </Button>
            </>
          )}
          {!open && (
            <Button
              isDisabled={
                isLoading ||
                checked.errors > 0 ||
                isUnchanged ||
                checked.isChecking ||
                !gate.isPassed ||
                (isPart && percentOf(share) === null)
              }
              isPending={ask.isPending}
              onPress={() => void askNow()}
            >
              <Send aria-hidden="true" />
              {t("ask")}
            </Button>
          )}
        </>
      }
    >
      <div className="space-y-4">
        {failure && (
          <Banner meaning="breached" isAssertive title={t("failed")}>
            {failure !== "failed" &&
              failure.problems.slice(0, 5).map((problem) => (
                <p key={problem.code}>
                  {problem.text[locale]} {problem.hint?.[locale]}
                </p>
              ))}
          </Banner>
        )}
        {checked.errors > 0 && !open && (
          <Banner meaning="breached" title={tPublish("problems", { count: checked.errors })}>
            {tPublish("problemsHint")}
          </Banner>
        )}
        {open && (
          <Banner
            meaning={open.isCurrent ? "active" : "warning"}
            title={
              open.isMine
                ? t("waiting", { at: at(open.requestedAt) })
                : t("asks", { name: open.requestedBy.name, at: at(open.requestedAt) })
            }
          >
            {open.wish.message && <p className="whitespace-pre-wrap">{open.wish.message}</p>}
            {open.wish.percent !== null && <p>{t("part", { percent: open.wish.percent })}</p>}
            {accepted.length > 0 && <p>{t("testsAccepted", { count: accepted.length })}</p>}
            {!open.isCurrent && <p>{t("overtaken")}</p>}
          </Banner>
        )}
        {request?.state === "rejected" && (
          <Banner
            meaning="late"
            title={t("wasRejected", { name: request.decidedBy ?? "?", at: at(request.decidedAt ?? 0) })}
          >
            {request.comment}
          </Banner>
        )}
        <PublishChanges live={live} before={before} />
        {!open && checked.errors === 0 && gate.part}
        {live && !isUnchanged && <BackTestHint flowId={flowId} revision={saver.base().revision} />}
        {live && !open && (
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
        {!open && (
          <TextField
            label={tPublish("message")}
            description={t("messageHint")}
            lines={2}
            maxLength={500}
            value={message}
            onChange={setMessage}
          />
        )}
        {mayDecide && (
          <TextField
            label={t("comment")}
            description={t("commentHint")}
            lines={2}
            maxLength={500}
            value={comment}
            onChange={setComment}
          />
        )}
      </div>
    </Dialog>
  )
}
