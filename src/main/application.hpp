// The composition root: everything a server, a worker or an operator's command stands on, made once and wired here.
//
//   auto application = Application::open(config);           // database brought up to date, key opened, nothing running
//   (*application)->start_work();                            // jobs, events
//   Server server(options, (*application)->routes(), ...);
//
// Members are in the order in which they refer to each other. Errors pass through from the parts.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "alignment/service.hpp"
#include "base/result.hpp"
#include "crm/import_service.hpp"
#include "crm/service.hpp"
#include "main/account_source.hpp"
#include "main/book_source.hpp"
#include "main/contact_source.hpp"
#include "main/field_readers.hpp"
#include "main/handover_tasks.hpp"
#include "main/installation.hpp"
#include "main/layers_folder.hpp"
#include "main/market_source.hpp"
#include "main/sale_source.hpp"
#include "market/market_model_service.hpp"
#include "market/market_service.hpp"
#include "market/measure_reader.hpp"
#include "market/measure_service.hpp"
#include "market/next_service.hpp"
#include "market/objective_service.hpp"
#include "market/progress_service.hpp"
#include "planning/assignment_service.hpp"
#include "planning/digest_service.hpp"
#include "planning/lead_service.hpp"
#include "planning/service.hpp"
#include "planning/studio.hpp"
#include "planning/unit_territories.hpp"
#include "platform/api/idempotency_store.hpp"
#include "platform/audit/log.hpp"
#include "platform/client/client.hpp"
#include "platform/config/config.hpp"
#include "platform/crypto/password.hpp"
#include "platform/crypto/secret_box.hpp"
#include "platform/events/events.hpp"
#include "platform/events/hub.hpp"
#include "platform/events/sequencer.hpp"
#include "platform/events/webhook_delivery.hpp"
#include "platform/events/webhook_service.hpp"
#include "platform/http/route.hpp"
#include "platform/identity/exchange_rates.hpp"
#include "platform/identity/oidc/oidc_sign_in.hpp"
#include "platform/identity/services.hpp"
#include "platform/jobs/queue.hpp"
#include "platform/jobs/service.hpp"
#include "platform/jobs/worker.hpp"
#include "platform/mail/outbox.hpp"
#include "platform/metrics/registry.hpp"

namespace bailiwick {

// What the parts report while they run, in a line.
using Trouble = std::function<void(const std::string&)>;

class Application {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Application>> open(
      const platform::config::Config& config, const Trouble& trouble);
  ~Application();
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  // All routes of the API with its document; not those of health and figures.
  [[nodiscard]] platform::http::Routes routes();

  // `threads` jobs at once (0: none here), and events to streams.
  void start_work(int threads);
  // Streams are closed, running jobs may finish for a while and are then given back.
  void stop_work();

  // Where a sign-in by an identity provider looks for people: on all nodes.
  void find_people_by(platform::identity::oidc::FindHome find_home) {
    oidc_->look_for_people_by(std::move(find_home));
  }

  [[nodiscard]] platform::db::Database& database() const { return *installation_.database; }
  [[nodiscard]] const platform::identity::Services& identity() const { return *identity_; }
  [[nodiscard]] const platform::identity::ExchangeRates& rates() const { return rates_; }
  [[nodiscard]] const planning::PlanService& plans() const { return *plans_; }
  [[nodiscard]] const planning::Studio& studio() const { return *studio_; }
  [[nodiscard]] const planning::DigestService& digests() const { return *digests_; }
  [[nodiscard]] const alignment::AlignmentService& alignment() const { return alignment_; }
  [[nodiscard]] const crm::Services& crm() const { return crm_; }
  [[nodiscard]] const planning::AssignmentService& assignment() const { return *assignment_; }
  [[nodiscard]] const planning::LeadService& leads() const { return *leads_; }
  [[nodiscard]] const market::IcpService& icp() const { return *icp_; }
  [[nodiscard]] const market::ObjectiveService& objectives() const { return *objectives_; }
  [[nodiscard]] const market::ProgressService& progress() const { return *progress_; }
  [[nodiscard]] const market::LayerService& layers() const { return *layers_; }
  [[nodiscard]] const market::LayerReader& units() const { return *units_; }
  [[nodiscard]] const market::MarketModelService& market_models() const { return *market_models_; }
  [[nodiscard]] const market::MarketCounter& market_counter() const { return *market_counter_; }
  [[nodiscard]] const market::MarketService& market() const { return *market_; }
  [[nodiscard]] const market::MeasureService& measures() const { return *measures_; }
  [[nodiscard]] const market::NextService& next() const { return *next_; }
  [[nodiscard]] const platform::jobs::JobService& jobs() const { return jobs_; }
  [[nodiscard]] const crm::ImportService& imports() const { return *imports_; }
  [[nodiscard]] const platform::audit::Log& log() const { return log_; }
  [[nodiscard]] platform::metrics::Registry& metrics() { return metrics_; }
  [[nodiscard]] std::shared_ptr<platform::api::DatabaseIdempotencyStore> idempotency() const {
    return idempotency_;
  }
  [[nodiscard]] const DataFolder& folder() const { return installation_.folder; }

 private:
  Application(const platform::config::Config& config, Installation installation,
              platform::crypto::SecretBox box, const std::string& key, Trouble trouble);
  void connect(const platform::config::Config& config);
  void connect_leads();
  void connect_layers(const platform::config::Config& config);
  [[nodiscard]] platform::identity::Environment identity_environment(
      const platform::config::Config& config);

  Trouble trouble_;
  Installation installation_;
  WallClock clock_;
  UuidSource ids_;
  platform::crypto::SecretBox box_;
  platform::audit::Log log_;
  platform::metrics::Registry metrics_;
  platform::jobs::JobQueue queue_;
  platform::events::EventOutbox outbox_;
  platform::events::Hub hub_;
  platform::events::Sequencer sequencer_;
  platform::jobs::JobService jobs_;
  platform::client::Client client_;
  platform::events::WebhookDelivery webhook_delivery_;
  platform::events::WebhookService webhooks_;
  std::optional<platform::mail::Outbox> mail_;
  platform::crypto::PasswordHasher hasher_;
  platform::identity::PrincipalCache principals_;
  platform::identity::ExchangeRates rates_;
  alignment::AlignmentService alignment_;
  crm::LeadSlot lead_slot_;
  CompanyFieldReaders field_readers_;
  crm::FieldReaderSlot field_reader_slot_{&field_readers_};
  crm::Services crm_;
  CrmHandoverTasks handovers_;
  CrmBookSource books_;
  std::optional<crm::ImportService> imports_;
  std::optional<CrmAccountSource> account_source_;
  std::optional<planning::AssignmentService> assignment_;
  std::optional<planning::PlanningLeadDesk> lead_desk_;
  std::optional<planning::LeadService> leads_;
  std::optional<CrmMarketSource> market_source_;
  std::optional<market::IcpService> icp_;
  std::optional<CrmSaleSource> sale_source_;
  std::optional<market::ObjectiveService> objectives_;
  std::optional<market::ProgressService> progress_;
  std::optional<market::LayerService> layers_;
  std::optional<planning::RuleTerritories> unit_territories_;
  market::KeptMeasures unit_values_;
  std::optional<market::LayerReader> units_;
  std::optional<market::MarketCounter> market_counter_;
  std::optional<market::MarketModelService> market_models_;
  std::optional<market::MarketService> market_;
  std::optional<market::MeasureService> measures_;
  std::optional<CrmContactSource> contact_source_;
  std::optional<market::NextService> next_;
  std::optional<platform::identity::Services> identity_;
  std::optional<platform::identity::oidc::OidcSignIn> oidc_;
  std::shared_ptr<platform::api::DatabaseIdempotencyStore> idempotency_;
  std::optional<planning::PlanService> plans_;
  std::optional<planning::Studio> studio_;
  std::optional<planning::DigestService> digests_;
  std::unique_ptr<platform::jobs::Worker> worker_;
};

}  // namespace bailiwick
