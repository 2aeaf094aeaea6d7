package dev.oneway.flow;

import dev.oneway.destination.Inspection;
import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import dev.oneway.mapping.MappingComponent;
import dev.oneway.mapping.MappingEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the route files of a folder into a started Camel context, each alone: what is wrong in one
 * file stops that flow and no other.
 *
 * <p>Used by one thread.
 */
public final class FlowLoader {
  private static final Logger LOG = LoggerFactory.getLogger(FlowLoader.class);
  private static final String JAVA = ".java";
  private static final List<String> ENDINGS = List.of(".camel.yaml", ".camel.yml", JAVA);
  private static final String ERROR_HANDLING = "error-handling";

  private final CamelContext context;
  private final Model model;
  private final Entry entry;
  private final Databases databases;
  private final Function<String, Optional<String>> settings;
  private final LoadedRoutes loaded = new LoadedRoutes();
  private final List<RouteConfigurationDefinition> shared = new ArrayList<>();
  private final DeliveriesCheck deliveries = new DeliveriesCheck();
  private final Map<String, Preview> previews = new ConcurrentHashMap<>();
  private final Map<String, List<Preview.Outlet>> outlets = new ConcurrentHashMap<>();
  private Loading loading;
  private RealityCheck reality;
  private Function<String, List<Fault>> objections = flow -> List.of();
  private Predicate<String> paused = flow -> false;
  private final Set<String> resting = ConcurrentHashMap.newKeySet();
  private boolean errorHandling;

  /** The file that is being loaded and what has been found in it so far. */
  private static final class Loading {
    private final Path path;
    private final String file;
    private final String flow;
    private final List<RouteDefinition> routes = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> notes = new ArrayList<>();
    private final List<String> schedules = new ArrayList<>();
    private final InboxCheck inboxes;
    private final Previews previews;
    private final boolean filling;

    /** What the file holds; null until it is read, or told. */
    private String text;

    /** The one whose deliveries are looked at. */
    private Optional<String> inbox = Optional.empty();

    Loading(Path file, Map<String, String> fileOfInbox) {
      this(file, fileOfInbox, new Previews(), false);
    }

    /**
     * @param filling whether the file is loaded for another one, which delivers from that inbox
     */
    private Loading(
        Path file, Map<String, String> fileOfInbox, Previews previews, boolean filling) {
      this.path = file;
      this.file = file.toString();
      this.flow = nameOf(file);
      this.previews = previews;
      this.filling = filling;
      this.inboxes =
          new InboxCheck(
              this.file,
              flow,
              fileOfInbox,
              () -> DeliveredInboxes.inFolder(file.toAbsolutePath().getParent()));
    }

    private String text() throws IOException {
      if (text == null) {
        text = Files.readString(path);
      }
      return text;
    }

    private Loading filledBy(Path other, Map<String, String> fileOfInbox) {
      Loading filling = new Loading(other, fileOfInbox, previews, true);
      filling.inbox = inbox;
      return filling;
    }

    private Optional<String> schedule() {
      return schedules.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", schedules));
    }
  }

  /**
   * @param settings the value of a setting by its name
   */
  public FlowLoader(
      CamelContext context,
      Entry entry,
      Databases databases,
      Function<String, Optional<String>> settings) {
    this.context = context;
    this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
    this.entry = entry;
    this.databases = databases;
    this.settings = settings;
    // The filter sees a route before Camel replaces an earlier one of the same id.
    model.setRouteFilter(this::admit);
    context.getComponent("mapping", MappingComponent.class).addCheck(deliveries);
  }

  /** The flow whose file holds this route; empty for Kamelets and other helpers. */
  public Optional<String> flowOf(String routeId) {
    return loaded.flowOf(routeId);
  }

  /**
   * The flow of which each exchange of this route is a run; empty where events only come in, to be
   * delivered by another route of their flow.
   */
  public Optional<String> flowRunBy(String routeId) {
    return loaded.flowRunBy(routeId);
  }

  /** What can be seen of a flow that was loaded {@link Entry#THROUGH}. */
  public Preview previewOf(String flow) {
    return previews.get(flow);
  }

  /** Where the records of a flow that was loaded go. */
  public List<Preview.Outlet> outletsOf(String flow) {
    return List.copyOf(outlets.getOrDefault(flow, List.of()));
  }

  /** The flow that reads what this one delivers, where it was loaded with it. */
  public Optional<String> sourceOf(String flow) {
    return Optional.ofNullable(previews.get(flow)).flatMap(Preview::source);
  }

  /** The route files of a folder by name; the shared error handling is none of them. */
  public static List<Path> filesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
          .filter(file -> !nameOf(file).equals(ERROR_HANDLING))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the routes folder can't be read: " + folder, e);
    }
  }

  /** The flow's name: the file's name without its ending. */
  public static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return ENDINGS.stream()
        .filter(name::endsWith)
        .findFirst()
        .map(ending -> name.substring(0, name.length() - ending.length()))
        .orElse(name);
  }

  /**
   * Loads the folder's shared error handling, once. Who runs flows of a folder without one is
   * warned: nothing is tried again there.
   *
   * @throws FaultsException when it is wrong: no flow may run without it
   */
  public void loadErrorHandling(Path folder) {
    if (errorHandling) {
      return;
    }
    errorHandling = true;
    Optional<Path> file =
        ENDINGS.stream()
            .map(ending -> folder.resolve(ERROR_HANDLING + ending))
            .filter(Files::exists)
            .findFirst();
    if (file.isPresent()) {
      loadErrorHandlingOf(file.get());
    } else if (entry != Entry.INSPECT) {
      LOG.warn(
          "{} holds no {}{}: what fails is not tried again. Put the one there that Oneway comes with.",
          folder,
          ERROR_HANDLING,
          ENDINGS.get(0));
    }
  }

  private void loadErrorHandlingOf(Path file) {
    loading = new Loading(file, loaded.fileOfInbox());
    try {
      addRoutes(loading);
      shared.addAll(model.getRouteConfigurationDefinitions());
    } catch (Exception e) {
      if (LoadFaults.stateAfter(file.toString(), e) instanceof FlowState.Broken broken) {
        throw new FaultsException(broken.faults());
      }
      throw new IllegalStateException(e);
    } finally {
      loading = null;
    }
  }

  /**
   * From now on flows are also refused for what all flows together say against them.
   *
   * @param objections the faults by a flow's name; none when it may run
   */
  public void refuse(Function<String, List<Fault>> objections) {
    this.objections = objections;
  }

  /**
   * From now on the routes of these flows begin nothing when they are loaded, until they are {@link
   * FlowRoutes#open opened}.
   *
   * @param paused by a flow's name
   */
  public void restWhile(Predicate<String> paused) {
    this.paused = paused;
  }

  /** Whether flows begin by themselves, so that they can be kept from it. */
  public boolean startsFlows() {
    return entry == Entry.SCHEDULE;
  }

  /** Whether a route is kept from beginning anything. */
  public boolean rests(String route) {
    return resting.contains(route);
  }

  /** Loads one file; whatever is wrong with it is in the flow's state. */
  public Flow load(Path file) {
    return load(List.of(file)).get(0);
  }

  /** Loads files; a database that can't be reached is waited for once, and not once per file. */
  public List<Flow> load(List<Path> files) {
    reality = new RealityCheck();
    return files.stream().map(this::loadAlone).toList();
  }

  /**
   * Loads a file as it was when it held this text.
   *
   * @throws IllegalStateException when a flow of this name is loaded
   */
  public Flow load(Path file, String text) {
    if (!loaded.of(nameOf(file)).isEmpty()) {
      throw new IllegalStateException("the flow " + nameOf(file) + " is loaded");
    }
    reality = new RealityCheck();
    Loading own = new Loading(file, loaded.fileOfInbox());
    own.text = text;
    return load(own);
  }

  /** The routes of a flow that is loaded; none of one that isn't. */
  public FlowRoutes routesOf(String flow) {
    return new FlowRoutes(
        context, loaded.of(flow), id -> loaded.flowRunBy(id).isPresent(), resting);
  }

  /** Takes a flow that has nothing to do any more out of the context. */
  public void unload(Flow flow) {
    routesOf(flow.name()).remove();
    deliveries.forget(flow.file().toString());
    outlets.remove(flow.name());
    loaded.forget(flow.file().toString());
  }

  private Flow loadAlone(Path file) {
    return load(new Loading(file, loaded.fileOfInbox()));
  }

  private Flow load(Loading own) {
    FlowState state = stateOf(own);
    if (entry == Entry.THROUGH && state instanceof FlowState.Ready && own.previews.lackSource()) {
      state = loadFilling(own);
    }
    previews.put(own.flow, own.previews.whole(own.file));
    return new Flow(own.flow, own.path, own.schedule(), state, own.notes);
  }

  private FlowState stateOf(Loading one) {
    loading = one;
    try {
      return tryLoad(one);
    } finally {
      loading = null;
    }
  }

  /** A flow whose records are read by another one can be looked at together with that one. */
  private FlowState loadFilling(Loading own) {
    Path folder = own.path.toAbsolutePath().getParent();
    for (Path file : FillingFiles.of(folder, own.inbox.orElse(""), own.path)) {
      FlowState state = stateOf(own.filledBy(file, loaded.fileOfInbox()));
      if (!(state instanceof FlowState.Ready)) {
        return state;
      }
    }
    return new FlowState.Ready();
  }

  private FlowState tryLoad(Loading one) {
    List<Fault> refused = objections.apply(loading.flow);
    if (!refused.isEmpty()) {
      return new FlowState.Broken(refused);
    }
    try {
      List<String> missing = Placeholders.missingIn(one.text(), settings, System::getenv);
      if (!missing.isEmpty()) {
        return notConfigured(one, missing);
      }
      if (entry == Entry.THROUGH && !one.filling) {
        one.inbox = inboxIn(one.path);
      }
      if (!one.text().isBlank()) {
        addRoutes(one);
      }
      refuseRouteConfigurations();
      loading.inboxes.requireSound();
      return loading.routes.isEmpty() ? noRoute() : new FlowState.Ready();
    } catch (Exception e) {
      LOG.debug("{} can't be loaded", one.file, e);
      removeRoutes();
      // Camel's own removal goes by id, and without one it would take the shared one.
      model.getRouteConfigurationDefinitions().removeAll(ownRouteConfigurations());
      return LoadFaults.stateAfter(loading.file, e);
    }
  }

  private Optional<String> inboxIn(Path file) {
    return DeliveredInboxes.in(file).map(context::resolvePropertyPlaceholders).findFirst();
  }

  /** What can be wrong without the values of settings is told now. */
  private FlowState notConfigured(Loading one, List<String> missing) throws IOException {
    if (!one.file.endsWith(JAVA)) {
      RouteYaml.requireYaml(one.text());
      RouteYaml.requireSound(one.file, one.text());
    }
    Set<Fault> faults = new LinkedHashSet<>();
    Set<String> settings = new LinkedHashSet<>(missing);
    for (String mapping : FlowMappings.in(one.path)) {
      FlowState state = stateWith(mapping);
      if (state instanceof FlowState.Broken broken) {
        faults.addAll(broken.faults());
      } else if (state instanceof FlowState.NotConfigured more) {
        settings.addAll(more.settings());
      }
    }
    return faults.isEmpty()
        ? new FlowState.NotConfigured(List.copyOf(settings))
        : new FlowState.Broken(List.copyOf(faults));
  }

  private FlowState stateWith(String mapping) {
    try {
      context.getEndpoint("mapping:" + mapping);
      return new FlowState.Ready();
    } catch (RuntimeException e) {
      return LoadFaults.stateAfter(loading.file, e);
    }
  }

  /** One in a flow's file would handle the errors of every other flow too. */
  private void refuseRouteConfigurations() {
    List<RouteConfigurationDefinition> own = ownRouteConfigurations();
    if (!own.isEmpty()) {
      throw new FaultsException(
          List.of(
              new Fault(
                  loading.file,
                  Math.max(own.get(0).getLineNumber(), 0),
                  0,
                  "a `routeConfiguration` here would handle the errors of all flows.",
                  "Move it to " + ERROR_HANDLING + ENDINGS.get(0) + ".")));
    }
  }

  private List<RouteConfigurationDefinition> ownRouteConfigurations() {
    return model.getRouteConfigurationDefinitions().stream()
        .filter(configuration -> !shared.contains(configuration))
        .toList();
  }

  private void addRoutes(Loading one) throws Exception {
    if (!one.file.endsWith(JAVA)) {
      RouteYaml.requireSound(one.file, one.text());
    }
    PluginHelper.getRoutesLoader(context).loadRoutes(RouteResource.of(one.path, one.text()));
  }

  /** Called by Camel for each route, Kamelets' included, before it is added. */
  private boolean admit(RouteDefinition route) {
    boolean ofFile =
        loading != null && !Boolean.TRUE.equals(route.isTemplate()) && !isKamelet(route);
    if (!ofFile) {
      return true;
    }
    RouteCheck check = new RouteCheck(context, databases, loading.file, loading.flow, loaded);
    loading.faults.addAll(check.check(route));
    List<Delivery> delivered = List.of();
    if (loading.faults.isEmpty()) {
      delivered = Delivery.in(context, route);
      Inspection.Examined examined = reality.check(loading.file, delivered, MappingEndpoint::shape);
      loading.faults.addAll(examined.faults());
      loading.notes.addAll(examined.warnings());
      loading.faults.addAll(
          UnheededFields.in(context, loading.file, check.steps(route), delivered));
    }
    if (!loading.faults.isEmpty()) {
      throw new FaultsException(loading.faults);
    }
    EndpointUse input = check.input(route);
    List<EndpointUse> steps = check.steps(route);
    if (entry == Entry.THROUGH) {
      preview(route, input, steps, delivered);
    }
    Schedule.inWords(input.scheme(), input.path(), input.options())
        .ifPresent(loading.schedules::add);
    loading.inboxes.add(input, steps);
    boolean isDoor = InboxCheck.isDoor(input, steps);
    if (isDoor) {
      // Who sends a webhook is told what failed, and tries again himself.
      route.setErrorHandlerFactory(new NoErrorHandlerDefinition());
    }
    loading.routes.add(route);
    deliveries.add(loading.file, delivered);
    outlets
        .computeIfAbsent(loading.flow, flow -> new CopyOnWriteArrayList<>())
        .addAll(delivered.stream().map(Delivery::outlet).toList());
    loaded.add(route.getRouteId(), loading.flow, loading.file, isDoor);
    EntryPoint.open(context, route, input, steps, entry, loading.flow, loading.inbox);
    rest(route);
    return true;
  }

  private void rest(RouteDefinition route) {
    boolean starts = !"false".equals(route.getAutoStartup());
    boolean canWait = FlowRoutes.canWait(route.getInput().getEndpointUri());
    if (startsFlows() && starts && canWait && paused.test(loading.flow)) {
      route.setAutoStartup("false");
      resting.add(route.getRouteId());
    } else {
      resting.remove(route.getRouteId());
    }
  }

  private void preview(
      RouteDefinition route, EndpointUse input, List<EndpointUse> steps, List<Delivery> delivered) {
    if (!loading.filling) {
      loading.previews.add(context, databases, loading.file, route, input, steps, delivered);
    } else if (reads(input, steps)) {
      loading.previews.addFilling(context, databases, loading.file, loading.flow, route, input);
    }
  }

  private boolean reads(EndpointUse input, List<EndpointUse> steps) {
    return !InboxCheck.isDoor(input, steps)
        && InboxCheck.fillsInbox(steps, loading.inbox.orElseThrow());
  }

  private static boolean isKamelet(RouteDefinition route) {
    return Boolean.TRUE.equals(route.isKamelet()) || route.getTemplateParameters() != null;
  }

  private void removeRoutes() {
    for (RouteDefinition route : loading.routes) {
      try {
        context.getRouteController().stopRoute(route.getRouteId());
        context.removeRoute(route.getRouteId());
        model.removeRouteDefinition(route);
      } catch (Exception e) {
        LOG.debug("{}: nothing of it was left to remove", route.getRouteId(), e);
      }
    }
    loading.routes.forEach(route -> resting.remove(route.getRouteId()));
    loaded.forget(loading.file);
  }

  private FlowState noRoute() {
    return new FlowState.Broken(
        List.of(
            new Fault(
                loading.file, 0, 0, "the file holds no route.", "Write one or remove the file.")));
  }
}
