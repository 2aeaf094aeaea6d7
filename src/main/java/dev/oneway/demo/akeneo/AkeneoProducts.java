package dev.oneway.demo.akeneo;

import dev.oneway.demo.DemoData;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The catalog and what product managers do to it. In memory only. Threads may share it; each change
 * is seen as a whole.
 */
public final class AkeneoProducts {
  private static final long SEED = 20_260_131;
  private static final Duration HISTORY = Duration.ofDays(300);
  private static final List<String> BRANDS = List.of("Velo Nord", "Kette & Kranz", "Rollwerk");

  private final TreeMap<String, AkeneoProduct> byUuid = new TreeMap<>();
  private final InstantSource clock;
  private final Random random = new Random(SEED);
  private final DemoData data = new DemoData(random);
  private final List<List<String>> catalog = DemoData.table("products.csv");
  private int made;

  AkeneoProducts(int count, InstantSource clock) {
    this.clock = clock;
    Instant begin = now().minus(HISTORY);
    for (int i = 0; i < count; i++) {
      add(begin.plusSeconds(HISTORY.toSeconds() * i / count));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Somebody enters a product. Returns its UUID. */
  public synchronized UUID add() {
    return add(now());
  }

  private UUID add(Instant when) {
    List<String> like = catalog.get(made % catalog.size());
    int series = made / catalog.size();
    made++;
    String name = like.get(1) + (like.get(2).isEmpty() ? "" : ", " + like.get(2));
    UUID uuid = new UUID(random.nextLong(), random.nextLong());
    byUuid.put(
        uuid.toString(),
        new AkeneoProduct(
            uuid,
            like.get(0) + (series == 0 ? "" : "-" + series),
            series == 0 ? name : name + ", series " + series,
            data.chance(90)
                ? Optional.of("<p>" + like.get(1) + ". <b>Made to last.</b></p>")
                : Optional.empty(),
            data.pick(BRANDS),
            new BigDecimal(like.get(3)),
            data.below(200),
            true,
            when,
            when));
    return uuid;
  }

  /** All products, in the order of their UUIDs. */
  public synchronized List<AkeneoProduct> all() {
    return List.copyOf(byUuid.values());
  }

  /**
   * @throws IllegalArgumentException when there is none
   */
  public synchronized AkeneoProduct product(UUID uuid) {
    AkeneoProduct product = byUuid.get(uuid.toString());
    if (product == null) {
      throw new IllegalArgumentException("no product " + uuid);
    }
    return product;
  }

  public void rename(UUID uuid, String name) {
    change(uuid, (product, now) -> product.named(name, now));
  }

  public void setPrice(UUID uuid, BigDecimal price) {
    change(uuid, (product, now) -> product.priced(price, now));
  }

  public void setStock(UUID uuid, long stock) {
    change(uuid, (product, now) -> product.stocked(stock, now));
  }

  /** It isn't sold any more. */
  public void withdraw(UUID uuid) {
    change(uuid, (product, now) -> product.enabled(false, now));
  }

  /** It is sold again. */
  public void restore(UUID uuid) {
    change(uuid, (product, now) -> product.enabled(true, now));
  }

  private synchronized void change(
      UUID uuid, BiFunction<AkeneoProduct, Instant, AkeneoProduct> how) {
    byUuid.put(uuid.toString(), how.apply(product(uuid), now()));
  }

  /** Something happens in product management, as it happens there. */
  public synchronized void tick() {
    int dice = data.below(100);
    Collection<AkeneoProduct> products = byUuid.values();
    if (dice < 15 || products.isEmpty()) {
      add();
      return;
    }
    AkeneoProduct product = data.pick(List.copyOf(products));
    if (!product.enabled()) {
      restore(product.uuid());
    } else if (dice < 20) {
      withdraw(product.uuid());
    } else if (dice < 60) {
      setStock(product.uuid(), data.below(200));
    } else if (dice < 90) {
      setPrice(product.uuid(), product.price().add(new BigDecimal("0.50")));
    } else {
      rename(product.uuid(), product.name() + " *");
    }
  }

  /**
   * Those that changed later, behind one.
   *
   * @param after a UUID; empty for the beginning
   */
  synchronized Stream<AkeneoProduct> changedAfter(Optional<Instant> when, String after) {
    return byUuid.tailMap(after, false).values().stream()
        .filter(product -> when.map(product.updated()::isAfter).orElse(true))
        .sorted(Comparator.comparing(product -> product.uuid().toString()))
        .toList()
        .stream();
  }
}
