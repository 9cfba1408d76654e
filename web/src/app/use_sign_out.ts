import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { api, setCsrfToken } from "@/api/client";

// Ends the session here and on the server. When the server cannot be reached the person is told by the page that follows.
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    try {
      await api.delete("/session");
    } finally {
      setCsrfToken(null);
      await navigate("/sign-in");
      client.clear();
    }
  };
}
