"use client"

import { useState } from "react"
import { ProvisioningView } from "./provisioning-view"
import { SignUpForm, type SignedUp } from "./sign-up-form"

/** From the form to the finished workspace. The request stays in the address, so that a reload finds it again. */
export function SignUp({ initialRequestId }: { initialRequestId: string | null }) {
  const [signedUp, setSignedUp] = useState<SignedUp | null>(null)
  const requestId = signedUp?.requestId ?? initialRequestId
  if (!requestId) {
    return (
      <SignUpForm
        onSignedUp={(result) => {
          setSignedUp(result)
          window.history.replaceState(null, "", `?request=${result.requestId}`)
        }}
      />
    )
  }
  return (
    <ProvisioningView
      requestId={requestId}
      organisation={signedUp?.organisation ?? null}
      credentials={signedUp && { email: signedUp.email, password: signedUp.password }}
    />
  )
}
