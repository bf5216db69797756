import { startStaff } from "@/server/sample/staff"
import type { Component } from "../runtime/component"

/** Plays the colleagues of sample workspaces, who are marked as simulated. */
export const sampleStaff: Component = { name: "sample-staff", role: "simulator", start: () => startStaff() }
