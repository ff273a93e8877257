package dev.landfall.gateway;

class TestingRunStoreTest extends RunStoreContract {

    private final TestingRunStore store = new TestingRunStore();

    @Override
    protected RunStore store() {
        return store;
    }
}
