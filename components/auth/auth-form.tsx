"use client"

import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Spinner } from "@/components/ui/spinner"

/** The common body of the forms in front of the sign-in: title, what went wrong, fields, one button, a way elsewhere. */
export function AuthForm(props: {
  title: ReactNode
  lead?: ReactNode
  notice?: ReactNode
  problems?: readonly string[]
  submitLabel: string
  isBusy: boolean
  onSubmit: () => void
  children: ReactNode
  footer?: ReactNode
}) {
  const form = useRef<HTMLFormElement>(null)
  const [attempt, setAttempt] = useState(0)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (props.isBusy) return
    setAttempt(attempt + 1)
    props.onSubmit()
  }
  // After an attempt, whether the page or the server refused it, the first wrong field has the focus.
  useEffect(() => {
    if (attempt === 0 || props.isBusy) return
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus()
  }, [attempt, props.isBusy])
  return (
    <form ref={form} onSubmit={submit} noValidate className="w-full">
      <h1 className="text-2xl font-semibold tracking-[-0.02em] text-balance">{props.title}</h1>
      {props.lead && <p className="mt-1.5 text-base text-pretty text-muted">{props.lead}</p>}
      <div aria-live="polite" className="mt-6 space-y-2 empty:hidden">
        {props.notice}
        {props.problems?.map((problem) => (
          <Banner key={problem} meaning="breached">
            {problem}
          </Banner>
        ))}
      </div>
      <div className="mt-6 space-y-4">{props.children}</div>
      <Button type="submit" size="lg" fullWidth isPending={props.isBusy} className="mt-6">
        {props.isBusy && <Spinner />}
        {props.submitLabel}
      </Button>
      {props.footer && <p className="mt-6 text-sm text-muted">{props.footer}</p>}
    </form>
  )
}
