package dev.landfall.ledger;

import dev.landfall.capture.EnvironmentFileText;
import dev.landfall.capture.SettingValues;
import dev.landfall.gateway.EnvironmentFiles;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SettingSource;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.SecondLook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings that a container really gets. The task definition wins over environment files, and of several files the
 * first that names a variable.
 *
 * @param unreadable is told what could not be read
 */
public record ContainerSettings(EnvironmentFiles files, SettingValues values, List<Finding> unreadable) {

    /** One setting; the value is empty where it could not be read. */
    public record Setting(SourceKind kind, Optional<String> reference, Optional<SecretText> value) {}

    /** By name. */
    public SortedMap<String, Setting> of(String where, ServiceContainer container) {
        var settings = new TreeMap<String, Setting>();
        for (var file : container.environmentFiles()) {
            fromFile(where, file)
                    .forEach((name, value) -> settings.putIfAbsent(
                            name, new Setting(SourceKind.FILE, Optional.of(file), Optional.of(value))));
        }
        container.settings().forEach((name, source) -> settings.put(name, setting(where, name, source)));
        return settings;
    }

    private Map<String, SecretText> fromFile(String where, String arn) {
        try {
            return EnvironmentFileText.settings(SecondLook.at(() -> files.read(arn)));
        } catch (LandfallException e) {
            unreadable.add(Finding.blocker(
                    "environment-file-unreadable",
                    "Settings of " + where + " are in " + arn + ", which could not be read: "
                            + e.problem().seen(),
                    e.problem().remedy()));
            return Map.of();
        }
    }

    private Setting setting(String where, String name, SettingSource source) {
        return switch (source) {
            case SettingSource.Plain(SecretText value) ->
                new Setting(SourceKind.PLAIN, Optional.empty(), Optional.of(value));
            case SettingSource.Reference(String reference) ->
                new Setting(SourceKind.of(source), Optional.of(reference), resolved(where, name, source));
        };
    }

    private Optional<SecretText> resolved(String where, String name, SettingSource source) {
        try {
            return Optional.of(SecondLook.at(() -> values.value(source)));
        } catch (LandfallException e) {
            unreadable.add(Finding.blocker(
                    "secret-unreadable",
                    "The value of " + name + " of " + where + " could not be read: "
                            + e.problem().seen(),
                    e.problem().remedy()));
            return Optional.empty();
        }
    }
}
