#include "platform/api/events_routes.hpp"

#include <memory>
#include <utility>

namespace bailiwick::platform::api {
namespace {

using http::Call;
using http::Response;
using http::Route;

class StreamSink : public events::Sink {
 public:
  explicit StreamSink(std::shared_ptr<http::EventSink> sink) : sink_(std::move(sink)) {}
  bool send(const std::shared_ptr<const std::string>& frame) override {
    return sink_->send_shared(frame);
  }
  void close() override { sink_->close(); }

 private:
  std::shared_ptr<http::EventSink> sink_;
};

// The browser's own header; `last_event_id` is for clients that cannot set it.
std::optional<std::int64_t> position_of(const http::Request& request) {
  auto text = request.header("last-event-id");
  if (!text) text = request.query_value("last_event_id");
  // What we did not give counts as long ago: the client is told to read anew.
  return text && !text->empty() ? std::optional(events::parse_position(*text).value_or(-1))
                                : std::nullopt;
}

}  // namespace

http::Routes events_routes(events::Hub& hub) {
  Route route;
  route.method = http::Method::kGet;
  route.path = "/api/v1/events";
  route.id = "streamEvents";
  route.tag = "Events";
  route.summary = "What happens, as server-sent events";
  route.description =
      "Only what one may see. Begins with an event `ready`; resumes after Last-Event-ID, or sends "
      "`reset` where that is too "
      "long ago: read anew what you show. The server ends a stream every few minutes; come back "
      "with the last id.";
  route.access = http::signed_in();
  route.params = {{.name = "last_event_id",
                   .schema = http::text(1, 30),
                   .description = "As the header Last-Event-ID"}};
  route.answers = {{200, "The stream", std::nullopt, "text/event-stream"}};
  route.handle = [&hub](const Call& call) -> Result<Response> {
    Response response;
    response.headers = {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}};
    response.body = http::EventStreamBody{
        [&hub, principal = call.principal(),
         after = position_of(call.request)](std::shared_ptr<http::EventSink> sink) {
          hub.subscribe(principal, after, std::make_shared<StreamSink>(std::move(sink)));
        }};
    return response;
  };
  return {std::move(route)};
}

}  // namespace bailiwick::platform::api
