package dev.oneway.app;

import dev.oneway.alert.AlertKind;
import dev.oneway.alert.Alerts;
import dev.oneway.deadletter.DeadLetters;
import dev.oneway.dedup.LedgerKeys;
import dev.oneway.draft.Draft;
import dev.oneway.draft.Wish;
import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowLoader;
import dev.oneway.flow.Preview;
import dev.oneway.governance.SourceWatch;
import dev.oneway.mapping.MappingComponent;
import dev.oneway.ops.FactReader;
import dev.oneway.ops.FlowActions;
import dev.oneway.ops.history.FlowStatuses;
import dev.oneway.ops.history.History;
import dev.oneway.ops.history.Retention;
import dev.oneway.ops.history.RunHours;
import dev.oneway.preview.DriftLog;
import dev.oneway.preview.Reports;
import dev.oneway.run.Books;
import dev.oneway.run.Errand;
import dev.oneway.run.Overlap;
import dev.oneway.run.PausedFlows;
import dev.oneway.run.Redelivery;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunPolicyFactory;
import dev.oneway.run.RunSummary;
import dev.oneway.run.StepClock;
import dev.oneway.source.sql.SqlRecords;
import dev.oneway.state.StateStore;
import dev.oneway.trace.Traces;
import dev.oneway.webhook.door.Door;
import dev.oneway.webhook.door.DoorEngine;
import dev.oneway.webhook.inbox.Emptying;
import dev.oneway.webhook.inbox.InboxComponent;
import dev.oneway.webhook.inbox.InboxEndpoint;
import dev.oneway.webhook.inbox.InboxState;
import dev.oneway.webhook.inbox.kafka.TopicStates;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Oneway itself: a Camel context, the state store, and the flows of the routes folder.
 *
 * <p>Start it, use it, close it; closing lets running flows end after their current chunk.
 */
public final class Application implements AutoCloseable, FlowActions {
  static final String DEFAULT_STATE = "jdbc:sqlite:data/oneway.db";

  private static final Logger LOG = LoggerFactory.getLogger(Application.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_INBOX_RUNS = 100;
  private static final String NAME = "oneway";
  private static final AtomicInteger BESIDE = new AtomicInteger();

  private final Entry entry;
  private final Main main;
  private final CamelContext context;
  private final Settings settings;
  private final House house;
  private final DataSources dataSources;
  private final StateStore store;
  private final DeadLetters deadLetters;
  private final Alerts alerts;
  private final Books books;
  private final FlowLoader loader;
  private final OneWayWatch watch;
  private final PausedFlows paused;
  private final Oversight oversight;
  private final Door door;
  private final ScheduledExecutorService heartbeat;
  private final ProducerTemplate calls;
  private final DriftSchedule drifts;
  private final LiveFlows flows;
  private final RunningFlows running;
  private final SourceWatch sources;
  private final Beside beside;
  private final Optional<Operations> operations;
  private final RetentionClock retention;
  private final Optional<Traces> traces;
  private volatile boolean begun;
  private boolean closed;

  private Application(Entry entry, Main main, Map<String, String> overrides) {
    this.entry = entry;
    this.main = main;
    context = main.getCamelContext();
    settings = new Settings(context);
    house = new House(settings);
    settings.requireKnown();
    settings.requireCounts("oneway.redelivery.attempts", "oneway.redelivery.delay");
    Duration connectTimeout = settings.duration("oneway.connectTimeout", CONNECT_TIMEOUT);
    dataSources = new DataSources(settings, connectTimeout);
    store = openStore(connectTimeout);
    deadLetters = new DeadLetters(store, Clock.systemUTC());
    alerts = new Alerts(store, Clock.systemUTC());
    books =
        new Books(
            store,
            deadLetters,
            new Overlap(
                settings.duration("oneway.overlap", Overlap.DEFAULT.time()),
                settings.count("oneway.overlapNumbers", Overlap.DEFAULT.numbers())),
            Clock.systemUTC());
    door = new Door(DoorSettings.read(settings));
    loader = new FlowLoader(context, entry, dataSources, settings::find);
    drifts = new DriftSchedule(context, settings, overrides);
    watch = new OneWayWatch(house);
    loader.refuse(watch::faultsOf);
    paused = new PausedFlows(store, Clock.systemUTC());
    loader.restWhile(flow -> paused.of(flow).isPresent());
    flows =
        new LiveFlows(
            house::routes,
            house::mappings,
            new ContextStage(
                loader, watch, paused, flow -> judged(flow, overrides), this::came, this::went));
    calls = context.createProducerTemplate();
    sources = new SourceWatch(store, alerts, Clock.systemUTC(), watch::contractOf);
    oversight =
        new Oversight(
            settings,
            store,
            alerts,
            sources,
            new AlertCourier(alerts.notices(), calls),
            watch::contractOf,
            Clock.systemUTC());
    oversight.observe(books);
    books.addObserver(new FlowStatuses(store));
    books.addObserver(new RunHours(store));
    traces = TraceSettings.read(settings).map(Traces::open);
    traces.ifPresent(books::addObserver);
    running = new RunningFlows(context, loader, paused, flows::list);
    beside = new Beside(overrides, this::observe);
    operations = entry == Entry.SCHEDULE ? operations() : Optional.empty();
    retention =
        new RetentionClock(new Retention(store, HistorySettings.read(settings), Clock.systemUTC()));
    heartbeat = Executors.newSingleThreadScheduledExecutor(Application::heartbeatThread);
    bindBeans();
    context.addRoutePolicyFactory(new RunPolicyFactory(books, loader::flowRunBy));
    context.getCamelContextExtension().addInterceptStrategy(new StepClock(loader::flowRunBy));
    context.addLifecycleStrategy(new ScheduleThreads(house::routes));
  }

  /**
   * Starts the application without flows; load them next.
   *
   * @param overrides settings that win over the file's and the environment's
   * @throws RuntimeException when the settings are wrong or the state store can't be opened
   */
  public static Application start(Entry entry, Map<String, String> overrides) {
    Main main = newMain(entry, overrides);
    boolean started = false;
    try {
      main.start();
      Application application = new Application(entry, main, overrides);
      started = true;
      return application;
    } finally {
      if (!started) {
        main.stop();
      }
    }
  }

  private static Main newMain(Entry entry, Map<String, String> overrides) {
    Main main = new Main();
    // Camel's own would have a hook for each start, which waits a minute for one that failed.
    main.setShutdownStrategy(new SimpleMainShutdownStrategy());
    main.setPropertyPlaceholderLocations(Settings.LOCATION);
    main.addInitialProperty("camel.main.name", nameOf(entry));
    main.addInitialProperty("camel.main.sourceLocationEnabled", "true");
    main.addInitialProperty("camel.main.routesCollectorEnabled", "false");
    main.addInitialProperty("camel.main.jmxEnabled", "false");
    main.addInitialProperty("camel.main.autoConfigurationLogSummary", "false");
    main.addInitialProperty("camel.component.mapping.folder", "{{oneway.mappings:mappings}}");
    main.addInitialProperty(
        "camel.component.mapping.watch", Boolean.toString(entry == Entry.SCHEDULE));
    main.addInitialProperty("camel.component.kamelet.location", "file:kamelets,classpath:kamelets");
    overrides.forEach(main::addOverrideProperty);
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void beforeConfigure(BaseMainSupport camel) {
            // As early as settings can be read, so that all lines are of one format.
            LogFormat.apply(new Settings(camel.getCamelContext()));
          }
        });
    return main;
  }

  /** Quartz gives contexts of one name one scheduler, and who closes first ends the other's. */
  private static String nameOf(Entry entry) {
    return entry == Entry.SCHEDULE ? NAME : NAME + "-" + BESIDE.incrementAndGet();
  }

  private StateStore openStore(Duration connectTimeout) {
    String url = settings.get("oneway.state.url", DEFAULT_STATE);
    return StateStore.open(
        url,
        settings.find("oneway.state.user").orElse(null),
        settings.find("oneway.state.password").orElse(null),
        connectTimeout);
  }

  private Optional<Operations> operations() {
    Clock clock = Clock.systemUTC();
    return ManagementSettings.read(settings)
        .map(
            options ->
                new Operations(
                    options,
                    store,
                    books,
                    deadLetters,
                    alerts,
                    running,
                    paused,
                    this,
                    beside,
                    reports(),
                    driftLog(),
                    facts(),
                    new FlowReadings(house, watch),
                    clock));
  }

  private FactReader facts() {
    return new FactReader(
        store,
        books,
        deadLetters,
        alerts,
        driftLog(),
        running,
        sources::newestByFlow,
        settings.kafka().isPresent() ? new InboxWatch(this::inboxes) : this::inboxes,
        Clock.systemUTC());
  }

  private void bindBeans() {
    Registry registry = context.getRegistry();
    registry.bind("stateStore", StateStore.class, store);
    registry.bind("books", Books.class, books);
    registry.bind("alerts", Alerts.class, alerts);
    context.addComponent("inbox", inboxComponent());
    context.getComponent("mapping", MappingComponent.class).addCheck(watch);
    registry.bind("redelivery", new Redelivery());
    registry.bind("sqlRecords", new SqlRecords());
    registry.bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, new DoorEngine(door));
    DefaultRegistry repositories = (DefaultRegistry) registry;
    repositories.addBeanRepository(dataSources);
    repositories.addBeanRepository(new ChunkExpressions());
  }

  private InboxComponent inboxComponent() {
    InboxComponent inboxes = new InboxComponent();
    inboxes.setMaxEvents(settings.count("oneway.inbox.maxEvents", inboxes.getMaxEvents()));
    inboxes.setMaxBytes(settings.count("oneway.inbox.maxBytes", inboxes.getMaxBytes()));
    inboxes.setRetention(settings.duration("oneway.inbox.retention", inboxes.getRetention()));
    settings.kafka().ifPresent(inboxes::setKafka);
    return inboxes;
  }

  private static Thread heartbeatThread(Runnable work) {
    Thread thread = new Thread(work, "oneway-heartbeat");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Loads every flow of the routes folder. What would flow back, or be written by two, isn't
   * started.
   *
   * @throws FaultsException when there is no such folder or the shared error handling is wrong
   */
  public List<Flow> loadFlows() {
    loader.loadErrorHandling(routesFolder());
    flows.loadAll();
    return flows.list().stream().map(FlowInUse::flow).toList();
  }

  /**
   * Loads one flow of the routes folder.
   *
   * @return empty when there is no file of that name
   */
  public Optional<Flow> loadFlow(String name) {
    Path folder = routesFolder();
    loader.loadErrorHandling(folder);
    return FlowLoader.filesIn(folder).stream()
        .filter(file -> FlowLoader.nameOf(file).equals(name))
        .findFirst()
        .map(flows::load);
  }

  /** The flows as they are in use, whatever their files hold by now. */
  public List<FlowInUse> flowsInUse() {
    return flows.list();
  }

  /** A flow as its file is now, loaded where nothing runs. */
  private static Optional<Flow> judged(String flow, Map<String, String> overrides) {
    try (Application elsewhere = start(Entry.INSPECT, overrides)) {
      return elsewhere.loadFlow(flow);
    }
  }

  private void came(String flow) {
    if (begun) {
      drifts.start(List.of(flow));
      operations.ifPresent(port -> port.expect(List.of(flow)));
      door.open();
    }
  }

  private void went(String flow) {
    drifts.stop(flow);
  }

  /** What is wrong with the schedules of comparisons. */
  public List<Fault> driftFaults() {
    return drifts.faults(flowNames());
  }

  /** What comparisons with destinations have found. */
  public DriftLog driftLog() {
    return new DriftLog(store, alerts, Clock.systemUTC());
  }

  /** Pages of what plans and comparisons have found. */
  public Reports reports() {
    return new Reports(store, Clock.systemUTC());
  }

  /** The keys of what was delivered. */
  LedgerKeys ledgerKeys() {
    return new LedgerKeys(store);
  }

  /** What can be seen of a flow that was loaded {@link Entry#THROUGH} and is ready. */
  public Preview previewOf(String flow) {
    return loader.previewOf(flow);
  }

  /** A draft of a flow, of what can be seen of its sides from here. */
  public Draft draft(Wish wish) {
    return Draft.of(wish, new Views(context, dataSources));
  }

  /** Where the records of a flow that was loaded go. */
  public List<Preview.Outlet> outletsOf(String flow) {
    return loader.outletsOf(flow);
  }

  /**
   * From now on tells of each step that is taken.
   *
   * @param notifier is started, and stopped when the application is closed
   */
  public void listen(EventNotifier notifier) {
    ServiceHelper.startService(notifier); // one that isn't started isn't told anything
    context.getManagementStrategy().addEventNotifier(notifier);
  }

  /** The folder with the route files. */
  public Path routesFolder() {
    return house.routes();
  }

  /** The folders and settings it works with. */
  public House house() {
    return house;
  }

  /**
   * Lets webhooks in, takes over what dead processes left, now and from now on, and keeps the books
   * of this one alive. Call it when the flows are loaded: those that were cut off run again at
   * once.
   *
   * @throws IllegalArgumentException when a flow waits for webhooks and they can't be let in
   */
  public void takeOver() {
    if (entry == Entry.SCHEDULE) {
      List<Fault> faults = driftFaults();
      if (!faults.isEmpty()) {
        throw new FaultsException(faults);
      }
      drifts.start(flowNames());
    }
    door.open();
    operations.ifPresent(Operations::open);
    beat();
    long seconds = HEARTBEAT.toSeconds();
    var unused = heartbeat.scheduleWithFixedDelay(this::beat, seconds, seconds, TimeUnit.SECONDS);
    if (entry == Entry.SCHEDULE) {
      retention.start();
      begun = true;
      flows.start();
      oversight.start(flows::ready, flow -> paused.of(flow).isPresent(), this::oldestEvents);
    }
  }

  /** When the oldest event came that waits for a flow. */
  private Map<String, Instant> oldestEvents() {
    Map<String, Instant> byInbox = new HashMap<>();
    inboxes().forEach(inbox -> inbox.oldest().ifPresent(came -> byInbox.put(inbox.name(), came)));
    Map<String, Instant> byFlow = new HashMap<>();
    for (Route route : context.getRoutes()) {
      if (route.getEndpoint() instanceof InboxEndpoint inbox
          && byInbox.containsKey(inbox.getName())) {
        loader
            .flowOf(route.getRouteId())
            .ifPresent(flow -> byFlow.put(flow, byInbox.get(inbox.getName())));
      }
    }
    return byFlow;
  }

  private List<String> flowNames() {
    return FlowLoader.filesIn(routesFolder()).stream().map(FlowLoader::nameOf).toList();
  }

  /** Keeps the books of this one alive, and takes over nothing: that is the service's matter. */
  void keepAlive() {
    long seconds = HEARTBEAT.toSeconds();
    var unused = heartbeat.scheduleWithFixedDelay(books::heartbeat, 0, seconds, TimeUnit.SECONDS);
  }

  private void observe(Books others) {
    operations.ifPresent(port -> port.observe(others));
  }

  private void beat() {
    try {
      books.heartbeat();
      books.closeInterrupted().forEach(running::fire);
    } catch (RuntimeException e) {
      LOG.warn("the state store can't be told that the runs are alive: {}", e.getMessage());
    }
  }

  @Override
  public boolean fire(String flow) {
    return running.fire(flow);
  }

  /**
   * Calls a flow that was loaded to be called, and waits for its end.
   *
   * @param body what the flow's first step gets: nothing for a run, records for a replay
   * @throws IllegalStateException when no run could be opened
   */
  public RunSummary call(String flow, RunKind kind, Object body) {
    return call(flow, Errand.of(kind), body);
  }

  /**
   * The same with more that is asked for.
   *
   * @throws IllegalStateException when no run could be opened
   */
  public RunSummary call(String flow, Errand errand, Object body) {
    Optional<String> source = loader.sourceOf(flow);
    Exchange exchange =
        calls.send(
            Entry.uriOf(source.orElse(flow)),
            call -> {
              call.setProperty(
                  Run.ERRAND_PROPERTY,
                  source.map(reader -> readBy(reader, flow, errand)).orElse(errand));
              call.getMessage().setBody(body);
            });
    Run run = exchange.getProperty(Run.PROPERTY, Run.class);
    if (run == null) {
      throw new IllegalStateException("no run could be opened", exchange.getException());
    }
    return books.log().find(run.id()).orElseThrow();
  }

  /** Where the source is read from is the reading flow's matter, all else the delivering one's. */
  private Errand readBy(String reader, String flow, Errand errand) {
    return errand.of(flow).since(errand.since().orElseGet(() -> books.since(reader)));
  }

  /**
   * Runs a flow that was loaded to be called: calls it, and where it has an inbox, delivers what
   * waits there until nothing is left or the destination is out of order.
   *
   * @return the runs it took, in their order; at least one
   * @throws IllegalStateException when no run could be opened
   */
  public List<RunSummary> runOnce(String flow) throws InterruptedException {
    Instant begun = Instant.now();
    List<RunSummary> runs = new ArrayList<>();
    if (context.hasEndpoint(Entry.uriOf(flow)) != null) {
      runs.add(call(flow, RunKind.ONCE, null));
    }
    Route route = context.getRoute(flow);
    if (route.getConsumer() instanceof Emptying inbox) {
      inbox.awaitEmpty();
      stop(route);
      books.log().latestOf(flow, MOST_INBOX_RUNS).stream()
          .filter(run -> run.kind().equals(RunKind.INBOX.word()))
          .filter(run -> !run.endedAt().orElse(begun).isBefore(begun))
          .sorted(Comparator.comparing(RunSummary::startedAt))
          .forEach(runs::add);
    }
    return runs;
  }

  /** Ends the route's last run. */
  private void stop(Route route) {
    try {
      context.getRouteController().stopRoute(route.getRouteId());
    } catch (Exception e) {
      throw new IllegalStateException("the flow " + route.getRouteId() + " can't be stopped", e);
    }
  }

  /** The port webhooks come in at; 0 when none can. */
  public int doorPort() {
    return door.port();
  }

  /** Where a browser finds the dashboard; empty when there is none. */
  public Optional<String> dashboard() {
    return operations.map(Operations::url);
  }

  /** The port operations look in at; 0 when they can't. */
  public int managementPort() {
    return operations.map(Operations::port).orElse(0);
  }

  /** What is answered at that port, as {@code GET /api/runs/:run}. */
  public List<String> managementAddresses() {
    return operations.map(Operations::addresses).orElseGet(List::of);
  }

  public Books books() {
    return books;
  }

  @Override
  public long approve(String flow, String run) {
    return decide(flow, () -> books.held().approve(flow, run));
  }

  @Override
  public long reject(String flow, String run) {
    return decide(flow, () -> books.held().reject(flow, run));
  }

  private long decide(String flow, LongSupplier decision) {
    return store.inTransaction(
        handle -> {
          long records = decision.getAsLong();
          if (records > 0) {
            alerts.resolve(flow, AlertKind.DELETE_LIMIT);
          }
          return records;
        });
  }

  /** What waits in the inboxes. */
  public List<InboxState> inboxes() {
    return settings
        .kafka()
        .map(kafka -> new TopicStates(kafka, Clock.systemUTC()).list())
        .orElseGet(() -> InboxState.list(store, Instant.now()));
  }

  /** What the flows came to. */
  public History history() {
    return new History(store, Clock.systemUTC());
  }

  public DeadLetters deadLetters() {
    return deadLetters;
  }

  /** The flows that begin nothing, because somebody has paused them. */
  public PausedFlows pausedFlows() {
    return paused;
  }

  /** What somebody should look at. */
  public Alerts alerts() {
    return alerts;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    flows.stop();
    oversight.stop();
    beside.close();
    // While the routes still work, so that what was let in is answered.
    door.close();
    main.stop();
    // To the end it tells that nothing is started any more.
    operations.ifPresent(Operations::close);
    // Not before the last run has ended: a silent process is taken for dead.
    heartbeat.shutdownNow();
    retention.close();
    traces.ifPresent(Traces::close);
    dataSources.close();
    store.close();
  }
}
