// What waits for whoever is signed in: in the frame of every page, and on a page of its own.
export const matters = {
  matters: {
    text: "What waits for you in the plans that are being made.",
    someone: "Someone",
    count_one: "{{count}} open matter",
    count_other: "{{count}} open matters",
    mentioned: "{{name}} mentions you in {{plan}}",
    none: "Nothing waits for you",
    noneText: "When somebody mentions or answers you, proposes something that you decide, or decides what you proposed, it stands here.",
    kind: {
      mention: "{{name}} mentions you",
      answer: "{{name}} answered in a thread of yours",
      proposal: "{{name}} proposes a change",
      review: "{{name}} asks for a review",
      window: "You can challenge the plan until {{when}}",
    },
    decided: {
      accepted: "{{name}} accepted your proposal",
      declined: "{{name}} declined your proposal",
      other: "{{name}} decided about your proposal",
    },
  },
};
