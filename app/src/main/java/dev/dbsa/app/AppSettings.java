package dev.dbsa.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/**
 * The service's own settings. Each one is an environment variable: {@code fernetKey} is {@code
 * APP_FERNET_KEY}.
 */
@ConfigMapping(prefix = "app")
interface AppSettings {
  /** Network address to listen on. */
  @WithDefault("127.0.0.1")
  String host();

  /** TCP port to listen on. */
  @WithDefault("8000")
  int port();

  /** How lines of the log look: {@code text} or {@code json}. */
  @WithDefault("text")
  String logFormat();

  /** What is not worth less than this is logged. */
  @WithDefault("INFO")
  String logLevel();

  /** Where traces are sent, by OTLP over HTTP; nowhere if not set. */
  Optional<String> otlpEndpoint();

  /** Where the metadata store is: a JDBC URL, or the SQLAlchemy spelling of one. */
  @WithDefault("jdbc:sqlite:dbsa.db")
  String dbUrl();

  /** User of the metadata store, where the URL names none. */
  Optional<String> dbUsername();

  /** Password of the metadata store, where the URL names none. */
  Optional<String> dbPassword();

  /** File that holds the password of the metadata store. */
  Optional<String> dbPasswordFile();

  /**
   * Whether the metadata store is migrated at start; otherwise the start is refused unless it is
   * current.
   */
  @WithDefault("true")
  boolean dbAutoCreate();

  /** Keys for connection secrets, separated by commas: the first encrypts, all decrypt. */
  Optional<String> fernetKey();

  /** File that holds the keys for connection secrets, separated by commas or line breaks. */
  Optional<String> fernetKeyFile();

  /** Which backend drafts scripts: {@code mock} or {@code llm}. */
  @WithDefault("mock")
  String generationBackend();

  /** Whether a review's final script that fails the checks is refused. */
  @WithDefault("false")
  boolean reviewRequirePass();

  /** How many generations this process runs at once; more wait for their turn. */
  @WithDefault("64")
  int generationWorkers();

  /** After how many seconds without a sign of life a process counts as dead. */
  @WithDefault("30")
  long generationLeaseSeconds();

  /** How many days generations are kept after their request; 0 for ever. */
  @WithDefault("0")
  int historyRetentionDays();

  /** How long a stop waits for what is under way, in seconds. */
  @WithDefault("8")
  long shutdownGraceSeconds();

  /** File with what a team makes of the rules. */
  Optional<String> policyFile();

  /** File with what the words of a team mean in all databases. */
  Optional<String> glossaryFile();

  /** How long one attempt may take, in seconds. */
  @WithDefault("300")
  long generationTimeoutSeconds();

  /**
   * Hosts that the connectivity test may call beside the configured one, separated by commas:
   * names, {@code *.domain}, addresses, networks. Any host if not set.
   */
  Optional<String> aiTestAllowedHosts();

  /** Whether callers of the API have to prove who they are: {@code true} or {@code false}. */
  @WithDefault("false")
  String authEnabled();

  /** Whether it is meant that everybody who reaches the port may do everything. */
  @WithDefault("false")
  String authDisabledOnPurpose();

  /**
   * Hosts that requests may name while callers prove nothing, beside the loopback names and {@link
   * #host}, separated by commas: names, {@code *.domain}, addresses, networks.
   */
  Optional<String> allowedHosts();

  /** How they prove it: {@code token} or {@code hmac}. */
  @WithDefault("token")
  String authMode();

  /** The token of mode {@code token}. */
  Optional<String> internalApiToken();

  /** File that holds the token. */
  Optional<String> internalApiTokenFile();

  /** Further tokens, as pairs {@code name:token}, separated by commas. */
  Optional<String> internalApiTokens();

  /** File that holds further tokens, a pair {@code name:token} per line. */
  Optional<String> internalApiTokensFile();

  /** The signing secret of mode {@code hmac}. */
  Optional<String> internalHmacSecret();

  /** File that holds the signing secret. */
  Optional<String> internalHmacSecretFile();

  /** Further signing secrets, as pairs {@code name:secret}, separated by commas. */
  Optional<String> internalHmacSecrets();

  /** File that holds further signing secrets, a pair {@code name:secret} per line. */
  Optional<String> internalHmacSecretsFile();

  /** Names of the tokens or secrets that agents have, which open their tools alone. */
  Optional<Set<String>> agentCredentials();

  /** How far the time stamp of a signature may be from now, in seconds. */
  @WithDefault("300")
  long internalHmacMaxAgeSeconds();

  /** Header of the token. */
  @WithDefault("X-Internal-Token")
  String internalTokenHeader();

  /** Header of the signing principal. */
  @WithDefault("X-Internal-Principal")
  String internalPrincipalHeader();

  /** Header of the signature's time stamp. */
  @WithDefault("X-Internal-Timestamp")
  String internalTimestampHeader();

  /** Header of the signature. */
  @WithDefault("X-Internal-Signature")
  String internalSignatureHeader();

  /** Header that names the reviewer. */
  @WithDefault("X-Internal-Reviewer")
  String internalReviewerHeader();

  /** How many requests a caller may send per minute; 0 for no limit. */
  @WithDefault("600")
  int rateLimitPerMinute();

  /** How many generations a caller may have running at once; 0 for no limit. */
  @WithDefault("50")
  int maxConcurrentGenerationsPerPrincipal();

  /** Hosts of connections: names, domains, addresses, networks; all where there is none. */
  Optional<String> targetAllowedHosts();
}
