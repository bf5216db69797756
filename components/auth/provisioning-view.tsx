"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import clsx from "clsx"
import { CircleCheck, CircleDashed, OctagonX } from "lucide-react"
import { useEffect, useEffectEvent, useRef, useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { ButtonLink } from "@/components/ui/button-link"
import { Spinner } from "@/components/ui/spinner"
import { signInWith } from "./sign-in"

const pollMs = 600

type StepState = "waiting" | "running" | "done" | "failed"

/**
 * Watches a workspace being made and signs in when it is ready. After a reload of the page the password is gone;
 * then it ends with a link to the sign-in page.
 */
export function ProvisioningView(props: {
  requestId: string
  organisation: string | null
  credentials: { email: string; password: string } | null
}) {
  const t = useTranslations("auth.provisioning")
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const options = trpc.tenant.provisioning.queryOptions({ requestId: props.requestId })
  const progress = useQuery({
    ...options,
    refetchInterval: ({ state: { data } }) => (data?.state === "ready" || data?.state === "failed" ? false : pollMs),
    refetchIntervalInBackground: true,
    retry: false,
    gcTime: 0,
  })
  const again = useMutation(
    trpc.tenant.retryProvisioning.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: options.queryKey }),
    }),
  )
  const [signIn, setSignIn] = useState<StepState>("waiting")
  const isStarted = useRef(false)
  const state = progress.data?.state
  const isUnknown = progress.error?.data?.app?.code === "NOT_FOUND"

  const enter = useEffectEvent(async () => {
    if (isStarted.current || !props.credentials) return
    isStarted.current = true
    setSignIn("running")
    const outcome = await signInWith(props.credentials)
    setSignIn(outcome === "ok" ? "done" : "failed")
    if (outcome === "ok") window.location.assign("/")
  })
  useEffect(() => {
    if (state === "ready") void enter()
  }, [state])

  const name = props.organisation ?? t("yourOrganisation")
  const isFailed = state === "failed" || isUnknown
  const steps: { key: string; state: StepState }[] = [
    ...(progress.data?.steps ?? []).map(({ key, doneAt }) => ({
      key: key as string,
      state: (doneAt
        ? "done"
        : progress.data?.step !== key
          ? "waiting"
          : state === "failed"
            ? "failed"
            : "running") as StepState,
    })),
    ...(props.credentials ? [{ key: "signIn", state: signIn }] : []),
  ]

  return (
    <div className="w-full">
      <h1 className="text-2xl font-semibold tracking-[-0.02em] text-balance">
        {isFailed
          ? t(isUnknown ? "unknownTitle" : "failedTitle")
          : t(state === "ready" ? "readyTitle" : "title", { organisation: name })}
      </h1>
      <p className="mt-1.5 text-base text-pretty text-muted" aria-live="polite">
        {isFailed
          ? t(isUnknown ? "unknownLead" : "failedLead")
          : state !== "ready"
            ? t("lead")
            : props.credentials
              ? signIn === "failed"
                ? ""
                : t("readyLead")
              : t("readyLeadSignIn")}
      </p>
      {progress.error && !isUnknown && (
        <Banner meaning="warning" className="mt-6">
          {t("connectionLost")}
        </Banner>
      )}
      {signIn === "failed" && (
        <Banner meaning="warning" className="mt-6">
          {t("signInFailed")}
        </Banner>
      )}
      {!isUnknown && (
        <ol className="mt-7">
          {steps.map((step, index) => (
            <Step key={step.key} name={step.key} state={step.state} isLast={index === steps.length - 1} />
          ))}
        </ol>
      )}
      <div className="mt-7 flex gap-2 empty:hidden">
        {state === "failed" && (
          <Button size="lg" isPending={again.isPending} onPress={() => again.mutate({ requestId: props.requestId })}>
            {t("retry")}
          </Button>
        )}
        {isUnknown && (
          <ButtonLink size="lg" variant="primary" href="/sign-up">
            {t("startOver")}
          </ButtonLink>
        )}
        {state === "ready" && (!props.credentials || signIn === "failed") && (
          <ButtonLink size="lg" variant="primary" href="/sign-in">
            {t("toSignIn")}
          </ButtonLink>
        )}
      </div>
    </div>
  )
}

/** One step on the line, drawn like the trace of a ticket: the line fills as work is done. */
function Step({ name, state, isLast }: { name: string; state: StepState; isLast: boolean }) {
  const t = useTranslations("auth.provisioning")
  return (
    <li className="flex gap-3">
      <span className="flex flex-col items-center">
        <span className="grid size-6 place-items-center">
          {state === "done" && <CircleCheck className="size-5 text-ok" strokeWidth={2} aria-hidden="true" />}
          {state === "running" && (
            <span className="text-accent">
              <Spinner />
            </span>
          )}
          {state === "failed" && <OctagonX className="size-5 text-breached" strokeWidth={2} aria-hidden="true" />}
          {state === "waiting" && <CircleDashed className="size-5 text-border-strong" aria-hidden="true" />}
        </span>
        {!isLast && (
          <span className={clsx("my-1 w-px flex-1 transition-colors", state === "done" ? "bg-ok" : "bg-border")} />
        )}
      </span>
      <span
        className={clsx(
          "pt-0.5 text-base",
          isLast ? "pb-0" : "pb-5",
          state === "waiting" ? "text-muted" : "text-foreground",
          state === "running" && "font-medium",
        )}
      >
        {t.has(`steps.${name}` as "steps.login") ? t(`steps.${name}` as "steps.login") : name}
        <span className="sr-only">: {t(`state.${state}`)}</span>
      </span>
    </li>
  )
}
