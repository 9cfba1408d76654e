"""What tidy lets pass, each with its reason. An entry that no longer excuses anything is itself a finding."""

# (rule, path): why
ALLOWED = {
    ("dead-header", "src/base/id.hpp"): "strong ids are for signatures between capabilities; the first one follows",
    ("dead-header", "src/graph/articulation.hpp"): "which units hold a territory together: for editing on the map",
    ("dead-header", "src/platform/db/cluster.hpp"): "moving companies between nodes: for the commands of the operator",
    ("dead-header", "src/platform/events/hub.hpp"): "for the server that streams them",
    ("dead-header", "src/platform/events/job_events.hpp"): "for the composition root, which joins jobs and events",
    ("dead-header", "src/platform/events/webhook_service.hpp"): "for the routes of webhooks",
    ("dead-header", "src/platform/http/system_routes.hpp"): "for the composition root, which adds them to every server",
    ("dead-header", "src/platform/jobs/service.hpp"): "for the routes of jobs",
    ("dead-header", "src/platform/mail/outbox.hpp"): "for the composition root, which sends the letters of identity",
    ("sibling-test", "src/main/main.cpp"): "the entry point only hands its arguments on; tests/cli runs it whole",
    ("machine-paths", "tools/lib/fresh.sh"): "folders inside the new root, which are the same on every Debian",
}
