"use client"

import { QueryClientProvider } from "@tanstack/react-query"
import { ThemeProvider } from "next-themes"
import { useState, type ReactNode } from "react"
import { ToastRegion } from "@/components/ui/toast-region"
import { makeQueryClient } from "./query-client"
import { makeTRPCClient, TRPCProvider } from "./trpc"

/** Theme, data and messages for every page. The texts come from IntlProvider, in the layouts. */
export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient)
  const [trpcClient] = useState(makeTRPCClient)
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
          {children}
          <ToastRegion />
        </TRPCProvider>
      </QueryClientProvider>
    </ThemeProvider>
  )
}
