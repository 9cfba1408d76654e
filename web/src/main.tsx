import "@fontsource-variable/inter";
import "./design/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app";
import { startSpeaking } from "./i18n";
import { applyTheme } from "./lib/preferences";

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);

await startSpeaking();
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
