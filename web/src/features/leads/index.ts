export { QueuePage } from "./queue_page";
export { RoutingPage } from "./routing_page";
