// The outermost layers: answers of the server, tooltips, toasts, the routes.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { RouterProvider } from "react-router";
import { ApiProblem } from "@/api/problem";
import { ToastProvider } from "@/design/toast";
import { TooltipProvider } from "@/design/tooltip";
import { makeRouter } from "./router";

// What the server has refused it will refuse again; what never arrived is worth another try.
function shouldRetry(count: number, error: Error): boolean {
  if (error instanceof ApiProblem && error.status < 500) return false;
  return count < 2;
}

export function App() {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: shouldRetry, staleTime: 15_000, retryDelay: 800 } } }),
  );
  const [router] = useState(() => makeRouter(client));
  return (
    <QueryClientProvider client={client}>
      <TooltipProvider>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </TooltipProvider>
    </QueryClientProvider>
  );
}
