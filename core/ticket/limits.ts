/**
 * Limits of one ticket. Exceeding one is a visible incident on the ticket (or a refused command), never a hang.
 */
export const ticketLimits = {
  /** Nodes entered by one command. A flow has no loop without a person, so only very long automatic chains get there. */
  stepsPerCommandMax: 200,
  /** Visits of one node by one ticket: a loop that people keep going round. */
  visitsPerNodeMax: 100,
  /** Todos of one activation. */
  seatsMax: 200,
  /** People added to people who were added. */
  signDepthMax: 5,
  /** Branches of one split. */
  branchesMax: 50,
  /** Tickets one activation opens. */
  childrenMax: 100,
  /** Tickets above a ticket. */
  depthMax: 5,
  /** Minutes between two urgings of one ticket. */
  urgePauseMin: 5,
  /** Members who are told of a todo in their group's queue; in a larger group the inbox's figures have to do. */
  queueToldMax: 50,
  /** People a rule meant and did not reach that are named in the trace. */
  passedOverMax: 50,
} as const
