"use client"

import { ReactFlowProvider } from "@xyflow/react"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import clsx from "clsx"
import { X } from "lucide-react"
import { lazy, Suspense, useCallback, useEffect, useId, useMemo, useRef, useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { IconButton } from "@/components/ui/icon-button"
import { notify } from "@/components/ui/notify"
import { same } from "@/core/design/same"
import type { AppRouter } from "@/server/api/router"
import { ApprovalDialog } from "./approval-dialog"
import { ConflictDialog } from "./conflict-dialog"
import { DesignerBar } from "./designer-bar"
import { DesignerCanvas } from "./designer-canvas"
import { DesignerProvider, useDesignerContext, useGraph, type DesignerContext } from "./designer-context"
import { createDesignerStore } from "./designer-store"
import { EditActionsProvider } from "./edit-actions-context"
import { stepChoices } from "./kind-catalogue"
import { FileMenu } from "./file-menu"
import { Inspector, usePanelSubject } from "./inspector/inspector"
import type { FlowFacts } from "./inspector/flow-facts"
import { Palette } from "./palette"
import { ProblemStatus, ProblemStrip } from "./problem-strip"
import { PublishDialog } from "./publish-dialog"
import { SaveMark } from "./save-mark"
import { useColorMode } from "./use-color-mode"
import { useConflict } from "./use-conflict"
import { useDraftSaver } from "./use-draft-saver"
import { useEditActions } from "./use-edit-actions"
import { useFace } from "./use-face"
import { useProblems } from "./use-problems"
import { useProblemWalk } from "./problems/use-problem-walk"
import { useRestore } from "./use-restore"
import { newId } from "./new-id"
import { CommentsButton } from "./together/comments-button"
import { CommentsPanel } from "./together/comments-panel-lazy"
import { CompanyBar } from "./together/company-bar"
import { TogetherProvider } from "./together/together-context"
import { useCommentsPanel } from "./together/use-comments-panel"
import { useCompany } from "./together/use-company"
import { useLiveDraft } from "./together/use-live-draft"
import { useReveal } from "./use-reveal"

const TreeView = lazy(() => import("./tree/tree-view"))

export type Flow = inferRouterOutputs<AppRouter>["flow"]["get"]

/** A flow in its designer. `flow` is what it was opened with; later news come through the saver and the queries. */
export function OpenDesigner({ flow }: { flow: Flow }) {
  const locale = useLocale()
  const [store] = useState(() => createDesignerStore(flow.draft, Date.now))
  const context = useMemo<DesignerContext>(
    () => ({
      flowId: flow.id,
      store,
      locale,
      directory: flow.directory,
      calendars: flow.calendars,
      flows: flow.flows,
      services: flow.services,
      choices: stepChoices(flow.ownKinds),
      isEditable: flow.mayEdit,
    }),
    [store, locale, flow.id, flow.directory, flow.calendars, flow.flows, flow.services, flow.ownKinds, flow.mayEdit],
  )
  return (
    <DesignerProvider value={context}>
      <ReactFlowProvider>
        <Workplace flow={flow} />
      </ReactFlowProvider>
    </DesignerProvider>
  )
}

function Workplace({ flow }: { flow: Flow }) {
  const t = useTranslations("designer")
  const trpc = useTRPC()
  const { store, isEditable } = useDesignerContext()
  const graph = useGraph()
  const checked = useProblems(graph)
  const [opened] = useState(() => ({ graph: flow.draft, revision: flow.draftRevision, savedAt: flow.draftSavedAt }))
  const [tab] = useState(newId)
  const saver = useDraftSaver(flow.id, opened, store, isEditable, tab)
  const company = useCompany(tab)
  useLiveDraft(flow.id, tab, saver)
  const conflict = useConflict(flow, store, saver)
  useRestore(flow, store, saver, isEditable)

  const [isPaletteOpen, setPaletteOpen] = useState(true)
  const [isPublishing, setPublishing] = useState(false)
  const [problemsOf, setProblemsOf] = useState<{ nodeId: string | null } | null>(null)
  const showProblemsOf = useCallback((nodeId: string) => setProblemsOf({ nodeId }), [])
  const walk = useProblemWalk(checked.problems, {
    firstNodeId: problemsOf?.nodeId ?? null,
    onOpen: () => setProblemsOf(problemsOf ?? { nodeId: null }),
  })
  const [commentsOf, setCommentsOf] = useCommentsPanel()
  const together = useMemo(
    () => ({ company, openComments: (nodeId: string) => setCommentsOf({ nodeId }) }),
    [company, setCommentsOf],
  )
  const paletteId = useId()
  const stripId = useId()
  const canvas = useRef<HTMLDivElement>(null)
  const colorMode = useColorMode()
  const { face, turn } = useFace()
  const subject = usePanelSubject()
  useReveal()
  useSayRenewed(flow.renewedSteps.length)

  const actions = useEditActions({
    inspect: useCallback(() => {
      document.querySelector<HTMLElement>("#step-name")?.focus()
    }, []),
    openPalette: useCallback(() => {
      setPaletteOpen(true)
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`#${CSS.escape(paletteId)} input`)?.focus())
    }, [paletteId]),
    save: useCallback(() => {
      void saver.flush().then((isSaved) => isSaved && notify.ok(t("save.done")))
    }, [saver, t]),
  })

  // The live version never changes; it is read once to tell whether the draft is ahead of it.
  const live = useQuery({
    ...trpc.flow.version.queryOptions({ versionId: flow.current?.id ?? "" }),
    enabled: flow.current !== null,
    staleTime: Infinity,
  })
  const isDirty = live.data ? !same(live.data.graph, graph) : false
  const saveFacts = useSaveFacts(flow.id)

  return (
    <EditActionsProvider value={actions}>
      <TogetherProvider value={together}>
        <div className="flex min-h-0 flex-1 flex-col">
          <DesignerBar
            flow={flow}
            liveNumber={flow.current?.number ?? null}
            isDirty={isDirty}
            needsApproval={flow.needsApproval}
            status={
              <ProblemStatus
                checked={checked}
                isPublished={live.data !== undefined && !isDirty}
                isOpen={problemsOf !== null}
                controls={stripId}
                onToggle={() => setProblemsOf(problemsOf ? null : { nodeId: null })}
              />
            }
            saveMark={<SaveMark saver={saver} onResolve={conflict.look} />}
            together={
              <>
                <CompanyBar company={company} />
                <CommentsButton
                  flowId={flow.id}
                  company={company}
                  isOpen={commentsOf !== null}
                  onToggle={() => setCommentsOf(commentsOf ? null : { nodeId: null })}
                />
              </>
            }
            fileMenu={
              <FileMenu
                flowName={flow.name}
                about={
                  flow.current && !isDirty
                    ? t("picture.version", { number: flow.current.number })
                    : t("picture.draft", { revision: saver.base().revision })
                }
                save={saver.flush}
              />
            }
            actions={actions}
            face={face}
            onTurn={turn}
            isPaletteOpen={isPaletteOpen}
            onPalette={() => setPaletteOpen(!isPaletteOpen)}
            onPublish={() => setPublishing(true)}
            onSave={() => saver.flush()}
          />
          <div className="relative flex min-h-0 flex-1">
            {isEditable && isPaletteOpen && (
              <div className="max-md:hidden">
                <Palette id={paletteId} />
              </div>
            )}
            <div className="flex min-w-0 flex-1 flex-col">
              <div className="min-h-0 flex-1">
                {colorMode && face === "canvas" && (
                  <DesignerCanvas
                    problems={checked.problems}
                    colorMode={colorMode}
                    root={canvas}
                    onShowProblems={showProblemsOf}
                    onTurn={turn}
                  />
                )}
                {colorMode && face === "tree" && (
                  <Suspense fallback={null}>
                    <TreeView problems={checked.problems} root={canvas} onShowProblems={showProblemsOf} onTurn={turn} />
                  </Suspense>
                )}
              </div>
              {problemsOf && (
                <ProblemStrip id={stripId} checked={checked} walk={walk} onClose={() => setProblemsOf(null)} />
              )}
            </div>
            {commentsOf && (
              <Sheet onClose={() => setCommentsOf(null)}>
                <CommentsPanel flowId={flow.id} asked={commentsOf} onClose={() => setCommentsOf(null)} />
              </Sheet>
            )}
            {subject && !commentsOf && (
              <Sheet onClose={subject === "flow" ? () => store.showFlow(false) : actions.clear}>
                <Inspector problems={checked.problems} facts={factsOf(flow)} onSaveFacts={saveFacts} />
              </Sheet>
            )}
          </div>
        </div>
        {flow.needsApproval && (
          <ApprovalDialog
            flowId={flow.id}
            flowName={flow.name}
            live={flow.current}
            candidate={flow.candidate}
            number={flow.lastNumber + 1}
            checked={checked}
            saver={saver}
            isOpen={isPublishing}
            onOpenChange={setPublishing}
          />
        )}
        <PublishDialog
          flowId={flow.id}
          flowName={flow.name}
          live={flow.current}
          candidate={flow.candidate}
          number={flow.lastNumber + 1}
          checked={checked}
          saver={saver}
          isOpen={isPublishing && !flow.needsApproval}
          onOpenChange={setPublishing}
          onShowProblems={() => setProblemsOf({ nodeId: null })}
          onOvertaken={conflict.look}
        />
        {conflict.conflict && (
          <ConflictDialog
            conflict={conflict.conflict}
            isOpen={conflict.isOpen}
            onOpenChange={conflict.setOpen}
            onResolve={conflict.resolve}
          />
        )}
      </TogetherProvider>
    </EditActionsProvider>
  )
}

/** Beside the canvas at a desk; from below over the canvas on a phone, which stays usable above it. */
function Sheet({ onClose, children }: { onClose: () => void; children: React.ReactNode }) {
  const t = useTranslations("designer.inspector")
  return (
    <div
      className={clsx(
        "z-20 flex flex-col border-border bg-surface md:w-[22.5rem] md:shrink-0 md:border-l",
        "max-md:absolute max-md:inset-x-0 max-md:bottom-0 max-md:h-[64%] max-md:rounded-t-2xl max-md:[box-shadow:var(--overlay-shadow)]",
      )}
    >
      <div className="absolute top-2 right-2 z-10 md:hidden">
        <IconButton size="sm" icon={X} label={t("close")} onPress={onClose} />
      </div>
      <div className="min-h-0 flex-1 overflow-hidden max-md:rounded-t-2xl">{children}</div>
    </div>
  )
}

/** Says once that steps of own kinds have been given their kind's newest settings. */
function useSayRenewed(count: number) {
  const t = useTranslations("designer.custom")
  const [opened] = useState(count)
  useEffect(() => {
    if (opened > 0) notify.info(t("renewed", { count: opened }), { description: t("renewedHint") })
  }, [opened, t])
}

const factsOf = ({ name, description, scope, needsApproval, mayChangeApproval }: Flow): FlowFacts => ({
  name,
  description,
  scope,
  needsApproval,
  mayChangeApproval,
})

function useSaveFacts(flowId: string) {
  const t = useTranslations("designer.flow")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const rename = useMutation(trpc.flow.rename.mutationOptions())
  return async (facts: FlowFacts) => {
    try {
      const { mayChangeApproval, needsApproval, ...rest } = facts
      await rename.mutateAsync({ flowId, ...rest, ...(mayChangeApproval && { needsApproval }) })
      notify.ok(t("savedFacts"))
    } catch {
      notify.error(t("notSaved"))
    }
    await queries.invalidateQueries({ queryKey: trpc.flow.pathKey() })
  }
}
