// Wat op je wacht: in het kader van elke pagina, en op een eigen pagina.
export const matters = {
  matters: {
    text: "Wat op je wacht in de plannen die worden gemaakt.",
    someone: "Iemand",
    count_one: "{{count}} openstaand punt",
    count_other: "{{count}} openstaande punten",
    mentioned: "{{name}} noemt je in {{plan}}",
    none: "Er wacht niets op je",
    noneText: "Als iemand je noemt of antwoordt, iets voorstelt waarover jij beslist, of over je voorstel beslist, staat het hier.",
    kind: {
      mention: "{{name}} noemt je",
      answer: "{{name}} antwoordde in een gesprek van jou",
      proposal: "{{name}} stelt een wijziging voor",
      review: "{{name}} vraagt om een beoordeling",
      window: "Je kunt bezwaar maken tegen het plan tot {{when}}",
    },
    decided: {
      accepted: "{{name}} nam je voorstel aan",
      declined: "{{name}} wees je voorstel af",
      other: "{{name}} besliste over je voorstel",
    },
  },
};
