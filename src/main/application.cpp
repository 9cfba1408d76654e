#include "main/application.hpp"

#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "alignment/routes.hpp"
#include "crm/import_job.hpp"
#include "crm/import_routes.hpp"
#include "crm/import_schemas.hpp"
#include "crm/performance_routes.hpp"
#include "crm/record_routes.hpp"
#include "main/housekeeping.hpp"
#include "main/letters.hpp"
#include "main/market_freshness.hpp"
#include "main/sign_in_provider.hpp"
#include "main/subject_names.hpp"
#include "market/icp_routes.hpp"
#include "market/layer_job.hpp"
#include "market/layer_routes.hpp"
#include "market/measure_routes.hpp"
#include "market/next_routes.hpp"
#include "market/objective_routes.hpp"
#include "market/potential_routes.hpp"
#include "market/progress_routes.hpp"
#include "planning/assignment_job.hpp"
#include "planning/assignment_routes.hpp"
#include "planning/design_job.hpp"
#include "planning/digest_routes.hpp"
#include "planning/layer_dataset.hpp"
#include "planning/lead_job.hpp"
#include "planning/lead_routes.hpp"
#include "planning/proof_job.hpp"
#include "planning/routes.hpp"
#include "platform/api/audit_routes.hpp"
#include "platform/api/company_routes.hpp"
#include "platform/api/events_routes.hpp"
#include "platform/api/jobs_routes.hpp"
#include "platform/api/oidc_routes.hpp"
#include "platform/api/people_routes.hpp"
#include "platform/api/rate_routes.hpp"
#include "platform/api/session_routes.hpp"
#include "platform/api/token_routes.hpp"
#include "platform/api/webhooks_routes.hpp"
#include "platform/command/version.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/crypto/random.hpp"
#include "platform/events/job_events.hpp"
#include "platform/http/system_routes.hpp"
#include "platform/threads/thread_service.hpp"

namespace bailiwick {
namespace {

namespace audit = platform::audit;
namespace client = platform::client;
namespace config = platform::config;
namespace crypto = platform::crypto;
namespace db = platform::db;
namespace events = platform::events;
namespace http = platform::http;
namespace identity = platform::identity;
namespace jobs = platform::jobs;
namespace mail = platform::mail;

// One key file serves two purposes: each gets a key of its own that tells nothing of the other.
audit::SealKey seal_key_of(const std::string& key) {
  return crypto::hmac_sha256(key, "bailiwick audit seal 1");
}

std::function<void(const Error&)> told_to(const Trouble& trouble) {
  return [trouble](const Error& error) {
    if (trouble) trouble(fmt::format("{} {}", error.rule, error.message));
  };
}

Result<client::ClientOptions> client_options(const config::Config& config) {
  client::ClientOptions options;
  for (const std::string& text : config.client_allowed_networks) {
    const auto network = client::parse_network(text);
    if (!network) return tl::unexpected(network.error());
    options.allowed.push_back(*network);
  }
  return options;
}

std::string public_url(const config::Config& config) {
  if (!config.server_public_url.empty()) return config.server_public_url;
  return fmt::format("{}://{}:{}", config.server_tls_certificate.empty() ? "http" : "https",
                     config.server_address, config.server_port);
}

// "Bailiwick <bailiwick@example.com>", or the address alone.
mail::Mailbox mailbox_of(const std::string& text) {
  const std::size_t open = text.find('<');
  if (open == std::string::npos || !text.ends_with('>')) return {.name = {}, .email = text};
  std::string name = text.substr(0, open);
  while (!name.empty() && name.back() == ' ') name.pop_back();
  return {.name = std::move(name), .email = text.substr(open + 1, text.size() - open - 2)};
}

std::optional<mail::SmtpOptions> smtp_options(const config::Config& config) {
  if (config.mail_host.empty()) return std::nullopt;
  const auto security = config.mail_encryption == "tls"    ? mail::SmtpSecurity::kTls
                        : config.mail_encryption == "none" ? mail::SmtpSecurity::kNone
                                                           : mail::SmtpSecurity::kStartTls;
  return mail::SmtpOptions{.host = config.mail_host,
                           .port = static_cast<int>(config.mail_port),
                           .security = security,
                           .user = config.mail_user,
                           .password = config.mail_password};
}

void append(http::Routes& all, http::Routes more) {
  for (http::Route& route : more) all.push_back(std::move(route));
}

}  // namespace

Result<std::unique_ptr<Application>> Application::open(const config::Config& config,
                                                       const Trouble& trouble) {
  if (const auto options = client_options(config); !options) return tl::unexpected(options.error());
  auto installation = open_installation(config, Migrate::kYes);
  if (!installation) return tl::unexpected(installation.error());
  const auto key = open_secret_key(secret_key_file(config), true);
  if (!key) return tl::unexpected(key.error());
  auto box = crypto::SecretBox::with_key(*key);
  if (!box) return tl::unexpected(box.error());
  return std::unique_ptr<Application>(
      new Application(config, std::move(*installation), *box, *key, trouble));
}

Application::Application(const config::Config& config, Installation installation,
                         crypto::SecretBox box, const std::string& key, Trouble trouble)
    : trouble_(std::move(trouble)),
      installation_(std::move(installation)),
      clock_(crypto::system_wall_clock()),
      ids_(clock_, crypto::fill_random),
      box_(std::move(box)),
      log_(clock_, seal_key_of(key)),
      queue_(clock_, ids_),
      outbox_(clock_, ids_),
      hub_(database(), {.on_trouble = told_to(trouble_)}),
      sequencer_(database(), outbox_, told_to(trouble_)),
      jobs_(database(), queue_, log_),
      client_(*client_options(config)),
      webhook_delivery_({database(), queue_, client_, box_, ids_, clock_}),
      webhooks_({database(), webhook_delivery_, box_, log_, ids_, clock_}),
      hasher_({.costs = {}}),
      rates_(database(), log_, ids_, clock_),
      alignment_({database(), log_, outbox_, ids_, clock_}),
      crm_({database(), log_, outbox_, alignment_, ids_, clock_, &lead_slot_, &field_reader_slot_}),
      handovers_(crm_.records),
      books_(database()) {
  connect(config);
}

void Application::connect(const config::Config& config) {
  mail_.emplace(mail::Outbox::Parts{database(), queue_, box_, ids_, clock_,
                                    mailbox_of(config.mail_from), smtp_options(config)});
  mail_->connect();
  webhook_delivery_.connect(outbox_);
  events::announce_jobs(queue_, outbox_);
  const identity::Environment environment = identity_environment(config);
  identity_.emplace(environment, std::vector<identity::PersonalData>{
                                     alignment::AlignmentService::personal_data(),
                                     platform::threads::ThreadService::personal_data(),
                                     planning::ProposalService::personal_data(),
                                     planning::HomeService::personal_data(),
                                     planning::DigestService::personal_data(), personal_mails()});
  oidc_.emplace(environment, providers_of(config), fetch_by(client_));
  idempotency_ = std::make_shared<platform::api::DatabaseIdempotencyStore>(database(), clock_);
  const planning::PlanningParts planning{database(), queue_, log_, outbox_, ids_, clock_};
  plans_.emplace(planning);
  const planning::PlanJobSettings plan_jobs{.scratch_folder = installation_.folder.path("scratch"),
                                            .threads = 2};
  queue_.add_kind(planning::design_kind(*plans_, plan_jobs));
  queue_.add_kind(planning::proof_kind(*plans_, plan_jobs));
  account_source_.emplace(database(), clock_);
  assignment_.emplace(planning::AssignmentParts{
      .planning = planning, .alignment = alignment_, .accounts = *account_source_});
  queue_.add_kind(planning::assign_kind(*assignment_));
  queue_.add_kind(planning::newcomers_kind(*assignment_));
  connect_leads();
  studio_.emplace(planning, *assignment_, alignment_, handovers_, books_);
  planning::add_studio_kinds(*studio_, queue_, database(), plan_jobs.threads);
  digests_.emplace(planning::DigestParts{.planning = planning,
                                         .talk = studio_->talk,
                                         .mail = config.mail_host.empty() ? nullptr : &*mail_,
                                         .public_url = public_url(config)});
  queue_.add_kind(planning::digest_kind(*digests_));
  market_source_.emplace(*account_source_, crm_.closed);
  const market::MarketParts market{database(), log_, outbox_, *market_source_, ids_, clock_};
  icp_.emplace(market);
  sale_source_.emplace(database());
  const market::ProgressParts progress{market, *sale_source_, company_work_days};
  objectives_.emplace(progress);
  progress_.emplace(progress);
  market_counter_.emplace(
      market::CounterParts{database(), *market_source_, *market_source_, clock_});
  market_models_.emplace(market::MarketModelParts{market, *market_counter_, queue_});
  unit_territories_.emplace(alignment_, clock_);
  market_.emplace(
      market::MarketServiceParts{.counter = *market_counter_, .territories = &*unit_territories_});
  measures_.emplace(market::MeasureParts{market, *market_counter_, &*unit_territories_});
  contact_source_.emplace(*account_source_);
  next_.emplace(market::NextParts{market, *market_counter_, *contact_source_});
  queue_.add_kind(market::count_kind(*market_counter_));
  keep_market_fresh(queue_, outbox_, *market_models_);
  imports_.emplace(
      crm::ImportServiceParts{database(), queue_, log_, ids_, clock_, crm::company_import_schema});
  const crm::ImportJobParts import_jobs{database(),  crm_.writer,
                                        crm_.finder, crm::company_import_schema,
                                        log_,        &crm_.alignment_writer};
  queue_.add_kind(crm::import_check_kind(import_jobs));
  queue_.add_kind(crm::import_run_kind(import_jobs));
  connect_layers(config);
}

void Application::connect_leads() {
  const planning::LeadParts lead{.planning = {database(), queue_, log_, outbox_, ids_, clock_},
                                 .alignment = alignment_,
                                 .assignment = *assignment_};
  lead_desk_.emplace(lead);
  lead_slot_.desk = &*lead_desk_;
  leads_.emplace(
      planning::LeadServiceParts{.lead = lead, .desk = *lead_desk_, .records = crm_.records});
  queue_.add_kind(planning::lead_sweep_kind(*leads_));
}

void Application::connect_layers(const config::Config& config) {
  layers_.emplace(market::LayerParts{.database = database(),
                                     .queue = queue_,
                                     .log = log_,
                                     .outbox = outbox_,
                                     .ids = ids_,
                                     .now = clock_,
                                     .built_in_folder = layers_folder(config)});
  queue_.add_kind(market::load_layer_kind(*layers_, *market_source_));
  units_.emplace(market::LayerReaderParts{database(), *unit_territories_, unit_values_, clock_});
}

identity::Environment Application::identity_environment(const config::Config& config) {
  identity::Environment environment{.database = database(),
                                    .audit = log_,
                                    .ids = ids_,
                                    .now = clock_,
                                    .hasher = hasher_,
                                    .principals = principals_,
                                    .policy = {.public_url = public_url(config)},
                                    .send_letter = {},
                                    .announce_person = {}};
  if (!config.mail_host.empty()) {
    environment.send_letter = [this](const identity::Letter& letter) {
      const auto queued = database().write([&](db::Connection& connection) {
        return mail_->add(connection, letter.tenant, mail_of(letter));
      });
      if (!queued) told_to(trouble_)(queued.error());
    };
  }
  environment.announce_person = [this](db::Connection& connection, TenantId tenant,
                                       PersonId person) {
    return outbox_.emit(connection, {.tenant = tenant,
                                     .name = "person.updated",
                                     .audience = {.permission = identity::Permission::kPeopleRead,
                                                  .person = person},
                                     .data = nlohmann::json{{"id", person.text()}}.dump()});
  };
  return environment;
}

Application::~Application() { stop_work(); }

http::Routes Application::routes() {
  static const std::string version(platform::command::program_version());
  http::Routes all;
  append(all, platform::api::session_routes(*identity_, version));
  append(all, platform::api::oidc_routes(*identity_, *oidc_));
  append(all, platform::api::people_routes(*identity_));
  append(all, platform::api::token_routes(*identity_));
  append(all, platform::api::company_routes(*identity_));
  append(all, platform::api::rate_routes(rates_));
  append(all, platform::api::audit_routes(
                  *identity_, [clock = clock_](db::Connection& connection, const auto& principal,
                                               std::string_view subject) {
                    return subject_name(connection, principal, utc_date(clock()), subject);
                  }));
  append(all, platform::api::jobs_routes(jobs_));
  append(all, platform::api::events_routes(hub_));
  append(all, platform::api::webhooks_routes(webhooks_));
  append(all, alignment::alignment_routes(alignment_));
  append(all, crm::record_routes(crm_.records));
  append(all, crm::account_routes(crm_.timelines));
  append(all, crm::duplicate_routes(crm_.duplicates, crm_.merges));
  append(all, crm::export_routes(crm_.exports));
  append(all, crm::alignment_export_routes(crm_.alignment_exports));
  append(all, crm::settings_routes(crm_.settings));
  append(all, crm::formula_routes(crm_.formulas));
  append(all, crm::performance_routes(crm_.performance));
  append(all, crm::import_routes(*imports_));
  append(all, market::icp_routes(*icp_));
  append(all, market::objective_routes(*objectives_));
  append(all, market::progress_routes(*progress_));
  append(all, market::layer_routes(*layers_));
  append(all, market::layer_unit_routes(
                  *units_, [this](const identity::Principal& principal, market::LayerId layer,
                                  const std::vector<std::string>& keys) {
                    return measures_->columns(principal, layer, keys);
                  }));
  append(all, market::market_model_routes(*market_models_));
  append(all, market::market_size_routes(*market_));
  append(all, market::measure_routes(*measures_, *market_models_));
  append(all, market::next_routes(*next_));
  append(all, planning::planning_routes(*plans_, studio_->boards));
  append(all, planning::studio_routes(*studio_));
  append(all, planning::digest_routes(*digests_));
  append(all, planning::layer_dataset_routes(*plans_, *units_));
  append(all, planning::assignment_routes(*assignment_));
  append(all, planning::lead_routes(*leads_));
  return all;
}

void Application::start_work(int threads) {
  sequencer_.start();
  hub_.start();
  if (threads == 0) return;
  jobs::WorkerOptions options{.threads = std::min(threads, jobs::WorkerOptions::kThreadsMax)};
  options.seed = static_cast<std::uint64_t>(clock_().micros());
  options.on_trouble = told_to(trouble_);
  options.housekeeping = housekeeping({.privacy = identity_->privacy,
                                       .oidc = *oidc_,
                                       .idempotency = *idempotency_,
                                       .imports = *imports_,
                                       .market = *market_models_,
                                       .assignment = *assignment_,
                                       .digests = *digests_,
                                       .now = clock_});
  worker_ = std::make_unique<jobs::Worker>(database(), queue_, std::move(options));
  worker_->start();
}

void Application::stop_work() {
  hub_.stop();
  sequencer_.stop();
  if (worker_) worker_->stop();
}

}  // namespace bailiwick
